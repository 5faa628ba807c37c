import type { Drawing } from './drawing.ts'

const bag: Drawing = ({ main, shade, light, accent, line }, label) => `
<path d="M126 116 L274 116 L286 326 Q200 338 114 326 Z" fill="${main}"/>
<path d="M246 116 L274 116 L286 326 Q268 330 250 332 Z" fill="${shade}"/>
<path d="M126 116 L132 84 L268 84 L274 116 Z" fill="${shade}"/>
<path d="M132 92 L268 92" stroke="${line}" stroke-width="3" opacity=".45"/>
<path d="M126 116 L274 116" stroke="${line}" stroke-width="2" opacity=".35"/>
<circle cx="200" cy="142" r="6" fill="${line}" opacity=".35"/>
<rect x="142" y="172" width="110" height="104" rx="8" fill="${light}"/>
<g transform="translate(197 206) rotate(28)"><ellipse rx="14" ry="20" fill="${line}"/><path d="M0 -19 Q8 -6 0 0 Q-8 6 0 19" stroke="${light}" stroke-width="3" fill="none"/></g>
<text x="197" y="252" text-anchor="middle" font-family="Georgia, serif" font-size="17" fill="${line}">${label}</text>
<rect x="160" y="262" width="74" height="3" rx="1.5" fill="${accent}"/>`

const capsules: Drawing = ({ main, shade, light, accent, line }) => {
  const capsule = (x: number, y: number, fill: string) =>
    `<g transform="translate(${x} ${y})"><path d="M-36 0 L36 0 L24 52 Q0 60 -24 52 Z" fill="${fill}"/><path d="M14 0 L36 0 L24 52 Q18 55 12 56 Z" fill="${shade}" opacity=".55"/><ellipse rx="42" ry="9" fill="${light}"/><ellipse rx="32" ry="5" fill="${line}" opacity=".16"/></g>`
  return `${capsule(150, 190, main)}${capsule(250, 190, accent)}${capsule(108, 272, accent)}${capsule(200, 272, main)}${capsule(292, 272, main)}`
}

const tin: Drawing = ({ main, shade, light, accent, line }, label) => `
<path d="M128 134 L272 134 L272 318 Q200 336 128 318 Z" fill="${main}"/>
<path d="M238 134 L272 134 L272 318 Q256 324 238 326 Z" fill="${shade}"/>
<path d="M122 108 Q200 92 278 108 L278 138 Q200 152 122 138 Z" fill="${light}"/>
<ellipse cx="200" cy="106" rx="78" ry="12" fill="${accent}"/>
<rect x="144" y="186" width="92" height="92" rx="46" fill="${light}"/>
<path d="M190 248 Q160 226 190 200 Q220 226 190 248 Z" fill="${accent}"/><path d="M190 252 L190 212" stroke="${line}" stroke-width="2.5"/>
<text x="190" y="304" text-anchor="middle" font-family="Georgia, serif" font-size="16" fill="${light}">${label}</text>`

const filters: Drawing = ({ shade, light, accent, line }) => {
  const sheet = (offset: number, fill: string) =>
    `<path d="M${104 + offset} ${128 - offset} Q200 ${98 - offset} ${296 + offset} ${128 - offset} L218 ${306 - offset} Q200 ${320 - offset} 182 ${306 - offset} Z" fill="${fill}" stroke="${line}" stroke-opacity=".45" stroke-width="2.5"/>`
  const ribs = [150, 175, 200, 225, 250]
    .map(
      (x) =>
        `<path d="M${x} 132 L${200 + (x - 200) * 0.18} 300" stroke="${line}" stroke-opacity=".28" stroke-width="2"/>`,
    )
    .join('')
  return `${sheet(12, light)}${sheet(6, '#f4ece0')}${sheet(0, '#fbf6ee')}${ribs}<path d="M104 128 Q200 150 296 128" fill="none" stroke="${shade}" stroke-width="3" opacity=".5"/><rect x="128" y="312" width="144" height="16" rx="8" fill="${accent}"/>`
}

const metalFilter: Drawing = ({ accent, line }) => {
  const mesh = Array.from(
    { length: 9 },
    (_, row) =>
      `<path d="M${124 + row * 8} ${136 + row * 18} L${276 - row * 8} ${136 + row * 18}" stroke="${line}" stroke-opacity=".28" stroke-width="2" stroke-dasharray="3 5"/>`,
  ).join('')
  return `<path d="M112 122 L288 122 L214 312 Q200 320 186 312 Z" fill="#c9cdd0"/><path d="M250 122 L288 122 L214 312 Q208 316 204 316 Z" fill="#a9aeb2"/>${mesh}<rect x="100" y="108" width="200" height="18" rx="9" fill="#e3e5e7"/><rect x="288" y="110" width="44" height="14" rx="7" fill="${accent}"/>`
}

const book: Drawing = ({ main, shade, light, accent, line }, label) => `
<path d="M120 96 L270 84 L284 306 L134 324 Z" fill="${main}"/>
<path d="M120 96 L134 90 L148 320 L134 324 Z" fill="${shade}"/>
<path d="M134 324 L284 306 L288 316 L140 334 Z" fill="#fbf6ee" stroke="${line}" stroke-opacity=".25"/>
<g transform="rotate(-4 206 190)"><rect x="166" y="126" width="84" height="3" fill="${accent}"/><text x="208" y="170" text-anchor="middle" font-family="Georgia, serif" font-size="19" fill="${light}">${label}</text>
<ellipse cx="208" cy="228" rx="22" ry="30" fill="${light}"/><path d="M208 200 Q220 218 208 228 Q196 238 208 256" stroke="${main}" stroke-width="4" fill="none"/></g>`

const giftCard: Drawing = ({ main, shade, light, accent, line }) => `
<g transform="rotate(-7 200 220)"><rect x="82" y="136" width="236" height="150" rx="14" fill="${main}"/>
<rect x="82" y="246" width="236" height="40" rx="0" fill="${shade}"/><path d="M82 246 h236 v26 a14 14 0 0 1 -14 14 h-208 a14 14 0 0 1 -14 -14 Z" fill="${shade}"/>
<rect x="136" y="136" width="18" height="150" fill="${accent}"/>
<path d="M145 136 Q110 96 104 122 Q102 138 145 136 Q188 138 186 122 Q180 96 145 136 Z" fill="${accent}" stroke="${line}" stroke-opacity=".25" stroke-width="2"/>
<text x="180" y="206" font-family="Georgia, serif" font-size="24" fill="${light}">Roast &amp; Co.</text></g>`

/** What is eaten, drunk, read or given. */
export const goods: Record<string, Drawing> = {
  bag,
  capsules,
  tin,
  filters,
  'metal-filter': metalFilter,
  book,
  'gift-card': giftCard,
}
