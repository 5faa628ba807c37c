/** Small line drawings by Shopify's icon names; 16 by 16. Names not here show as `info`. */
export const ICONS: Record<string, string> = {
  info: '<circle cx="8" cy="8" r="6.25"/><path d="M8 7.2v3.6M8 4.9v.1"/>',
  'info-filled': '<circle cx="8" cy="8" r="6.25"/><path d="M8 7.2v3.6M8 4.9v.1"/>',
  'question-circle':
    '<circle cx="8" cy="8" r="6.25"/><path d="M6.2 6.3a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.6-.8 1.1M8 11.3v.1"/>',
  check: '<path d="M3 8.5 6.5 12 13 4.5"/>',
  'check-circle': '<circle cx="8" cy="8" r="6.25"/><path d="M5.2 8.2 7.2 10.2 10.9 6"/>',
  success: '<circle cx="8" cy="8" r="6.25"/><path d="M5.2 8.2 7.2 10.2 10.9 6"/>',
  x: '<path d="m4 4 8 8M12 4l-8 8"/>',
  close: '<path d="m4 4 8 8M12 4l-8 8"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  minus: '<path d="M3 8h10"/>',
  'chevron-down': '<path d="m4 6 4 4 4-4"/>',
  'chevron-up': '<path d="m4 10 4-4 4 4"/>',
  'chevron-right': '<path d="m6 4 4 4-4 4"/>',
  'chevron-left': '<path d="m10 4-4 4 4 4"/>',
  'arrow-right': '<path d="M3 8h10M9 4l4 4-4 4"/>',
  'arrow-left': '<path d="M13 8H3M7 4 3 8l4 4"/>',
  cart: '<path d="M2 3h1.6l1.5 7h6.8l1.4-5H4.2"/><circle cx="6" cy="13" r=".8"/><circle cx="11" cy="13" r=".8"/>',
  gift: '<path d="M2.5 6h11v2.5h-11zM3.5 8.5V13h9V8.500M8 6v7M8 6C6 6 4.500 5 5 3.800 5.600 2.500 7.500 3.300 8 6c.5-2.700 2.400-3.500 3-2.200C11.500 5 10 6 8 6"/>',
  'gift-card': '<rect x="2" y="4" width="12" height="8.500" rx="1.500"/><path d="M2 9.500h12M6 4v8.500"/>',
  star: '<path d="m8 2.500 1.700 3.500 3.800.5-2.800 2.700.7 3.800L8 11.200 4.600 13l.7-3.800L2.500 6.500 6.300 6z"/>',
  heart:
    '<path d="M8 13S2.500 9.700 2.500 6.200A2.700 2.700 0 0 1 8 5a2.700 2.700 0 0 1 5.500 1.200C13.500 9.700 8 13 8 13z"/>',
  clock: '<circle cx="8" cy="8" r="6.250"/><path d="M8 4.500V8l2.500 1.500"/>',
  calendar:
    '<rect x="2.500" y="3.500" width="11" height="10" rx="1.500"/><path d="M2.500 6.800h11M5.500 2v2.500M10.500 2v2.500"/>',
  warning: '<path d="M8 2.500 14 13H2z"/><path d="M8 6.500v3M8 11.300v.1"/>',
  'alert-triangle': '<path d="M8 2.500 14 13H2z"/><path d="M8 6.500v3M8 11.300v.1"/>',
  critical: '<circle cx="8" cy="8" r="6.250"/><path d="M8 4.500v4M8 11v.1"/>',
  'alert-circle': '<circle cx="8" cy="8" r="6.250"/><path d="M8 4.500v4M8 11v.1"/>',
  delivery:
    '<path d="M1.500 4h8v7h-8zM9.500 6.500h2.700l2.300 2.300V11h-5"/><circle cx="4.500" cy="11.500" r="1.200"/><circle cx="11.500" cy="11.500" r="1.200"/>',
  truck:
    '<path d="M1.500 4h8v7h-8zM9.500 6.500h2.700l2.300 2.300V11h-5"/><circle cx="4.500" cy="11.500" r="1.200"/><circle cx="11.500" cy="11.500" r="1.200"/>',
  external: '<path d="M9 3h4v4M13 3 7.500 8.500M11 9.500V13H3V5h3.500"/>',
}
