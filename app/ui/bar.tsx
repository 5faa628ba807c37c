import { SkeletonBodyText } from '@shopify/polaris'

/** Stands where words will be, as high as a line of them: `small` text, plain text, a `figure`, or a `field` or button. */
export function Bar({
  percent,
  size = 'plain',
}: {
  percent: number
  size?: 'small' | 'plain' | 'figure' | 'field'
}) {
  return (
    <span className={`encore-bar is-${size}`} style={{ width: `${percent}%` }}>
      <SkeletonBodyText lines={1} />
    </span>
  )
}
