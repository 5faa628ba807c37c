/** The components of Shopify's post-purchase page that the local store draws. */
export const components = [
  'Banner',
  'BlockStack',
  'Button',
  'CalloutBanner',
  'Heading',
  'Image',
  'InlineStack',
  'Layout',
  'Select',
  'Separator',
  'Text',
  'TextBlock',
  'TextContainer',
  'Tiles',
  'View',
]
