import type { Drawing } from './drawing.ts'

const STEEL = '#c9cdd0'
const COFFEE = '#4a2c1c'

const grinder: Drawing = ({ main, shade, light, accent, line }) => `
<path d="M142 72 L258 72 L238 150 L162 150 Z" fill="#e4f0f2" stroke="${line}" stroke-opacity=".2" stroke-width="3"/><path d="M152 110 L248 110 L238 150 L162 150 Z" fill="${COFFEE}" opacity=".85"/>
<rect x="136" y="62" width="128" height="14" rx="7" fill="${shade}"/>
<rect x="148" y="150" width="104" height="150" rx="10" fill="${main}"/><path d="M226 150 h16 a10 10 0 0 1 10 10 v130 a10 10 0 0 1 -10 10 h-16 Z" fill="${shade}"/>
<rect x="124" y="298" width="152" height="30" rx="9" fill="${shade}"/>
<rect x="168" y="236" width="64" height="62" rx="6" fill="${light}"/><path d="M172 272 h56 v20 q0 6 -6 6 h-44 q-6 0 -6 -6 Z" fill="${COFFEE}" opacity=".85"/>
<circle cx="200" cy="190" r="22" fill="${light}"/><path d="M200 190 V174" stroke="${accent}" stroke-width="5"/>`

const handGrinder: Drawing = ({ main, shade, light, accent, line }) => `
<path d="M200 102 L296 76" stroke="${line}" stroke-width="8"/><circle cx="300" cy="74" r="16" fill="${accent}"/><path d="M200 122 V98" stroke="${line}" stroke-width="10"/>
<path d="M152 122 Q200 106 248 122 V222 H152 Z" fill="${main}"/><path d="M222 115 Q238 118 248 122 V222 H222 Z" fill="${shade}"/>
<rect x="148" y="204" width="104" height="20" rx="6" fill="${light}"/><rect x="156" y="224" width="88" height="104" rx="10" fill="${shade}"/><path d="M172 240 V312" stroke="${light}" stroke-width="5" opacity=".5"/>`

const kettle: Drawing = ({ main, shade, light, accent, line }) => `
<path d="M132 282 Q92 276 92 222 Q92 160 62 142" fill="none" stroke="${shade}" stroke-width="13"/>
<path d="M134 170 Q200 146 266 170 L284 312 Q200 336 116 312 Z" fill="${main}"/><path d="M238 163 Q256 166 266 170 L284 312 Q266 320 244 323 Z" fill="${shade}"/>
<path d="M140 168 Q200 130 260 168 Q200 182 140 168 Z" fill="${light}"/><circle cx="200" cy="136" r="13" fill="${accent}"/>
<path d="M262 178 Q340 160 336 222 Q334 262 318 280" fill="none" stroke="${line}" stroke-width="15"/>
<path d="M154 200 Q146 256 150 300" fill="none" stroke="${light}" stroke-width="7" opacity=".65"/>`

const scale: Drawing = ({ main, shade, light, accent, line }) => `
<rect x="86" y="248" width="228" height="78" rx="14" fill="${main}"/><path d="M86 296 h228 v16 a14 14 0 0 1 -14 14 h-200 a14 14 0 0 1 -14 -14 Z" fill="${shade}"/>
<path d="M104 236 h192 l14 16 h-220 Z" fill="${light}"/>
<rect x="164" y="266" width="98" height="34" rx="6" fill="${line}"/><text x="213" y="291" text-anchor="middle" font-family="ui-monospace, monospace" font-size="23" fill="#dff5e3">18.0</text>
<circle cx="130" cy="283" r="11" fill="${accent}"/><circle cx="288" cy="283" r="7" fill="${light}"/>
<path d="M150 158 h100 l-12 78 h-76 Z" fill="#fbf6ee"/><path d="M156 198 h88 l-6 38 h-76 Z" fill="${COFFEE}" opacity=".9"/><path d="M246 172 q30 4 26 26 q-4 20 -30 18" fill="none" stroke="#fbf6ee" stroke-width="9"/>`

const steam = (line: string) =>
  `<path d="M176 118 q-12 -18 0 -34 q12 -16 0 -32 M208 118 q-12 -18 0 -34 q12 -16 0 -32" fill="none" stroke="${line}" stroke-width="5" opacity=".22"/>`

const mug: Drawing = ({ main, shade, light, accent, line }) => `${steam(line)}
<path d="M262 176 Q330 178 322 232 Q314 282 254 278" fill="none" stroke="${main}" stroke-width="20"/>
<path d="M122 148 L270 148 L262 308 Q196 334 130 308 Z" fill="${main}"/><path d="M236 148 L270 148 L262 308 Q248 316 230 319 Z" fill="${shade}"/>
<ellipse cx="196" cy="148" rx="74" ry="14" fill="${light}"/><ellipse cx="196" cy="149" rx="62" ry="9" fill="${COFFEE}"/>
<path d="M128 232 Q196 252 265 232" fill="none" stroke="${accent}" stroke-width="9"/>`

const espressoCup: Drawing = ({ main, shade, light, accent, line }) => `${steam(line)}
<ellipse cx="200" cy="304" rx="112" ry="22" fill="${shade}"/><ellipse cx="200" cy="299" rx="112" ry="20" fill="${light}"/><ellipse cx="200" cy="298" rx="60" ry="9" fill="${accent}" opacity=".5"/>
<path d="M256 204 Q302 204 296 234 Q290 262 250 256" fill="none" stroke="${main}" stroke-width="14"/>
<path d="M140 176 L260 176 Q258 276 222 294 L178 294 Q142 276 140 176 Z" fill="${main}"/><path d="M232 176 L260 176 Q258 276 222 294 L210 294 Q236 262 232 176 Z" fill="${shade}"/>
<ellipse cx="200" cy="176" rx="60" ry="11" fill="${light}"/><ellipse cx="200" cy="177" rx="50" ry="7" fill="${COFFEE}"/>`

const glass: Drawing = ({ accent, line }) => `
<path d="M136 112 L264 112 L248 320 Q200 332 152 320 Z" fill="#e4f0f2" stroke="${line}" stroke-opacity=".22" stroke-width="3"/>
<path d="M143 190 L257 190 L248 314 Q200 326 152 314 Z" fill="${COFFEE}" opacity=".88"/><path d="M139 150 L261 150 L257 192 L143 192 Z" fill="#e9cfa9"/>
<path d="M139 150 L261 150" stroke="${accent}" stroke-width="4" opacity=".6"/><path d="M160 130 L170 300" stroke="#fff" stroke-width="7" opacity=".5"/>`

const tumbler: Drawing = ({ main, shade, light, accent }) => `
<path d="M142 122 L258 122 L244 326 Q200 334 156 326 Z" fill="${main}"/><path d="M230 122 L258 122 L244 326 Q234 329 222 330 Z" fill="${shade}"/>
<path d="M146 182 L254 182 L248 246 L152 246 Z" fill="${accent}"/><rect x="132" y="96" width="136" height="30" rx="10" fill="${light}"/><rect x="150" y="78" width="100" height="22" rx="8" fill="${shade}"/><rect x="212" y="66" width="28" height="14" rx="6" fill="${accent}"/>`

const tablets: Drawing = ({ main, shade, light, accent, line }, label) => `
<rect x="138" y="126" width="124" height="200" rx="18" fill="${main}"/><path d="M232 126 h12 a18 18 0 0 1 18 18 v164 a18 18 0 0 1 -18 18 h-12 Z" fill="${shade}"/>
<rect x="148" y="82" width="104" height="48" rx="8" fill="${light}"/><path d="M160 90 v32 M176 90 v32 M192 90 v32 M208 90 v32 M224 90 v32 M240 90 v32" stroke="${line}" stroke-opacity=".2" stroke-width="3"/>
<rect x="138" y="182" width="124" height="92" fill="${light}"/><text x="200" y="220" text-anchor="middle" font-family="Georgia, serif" font-size="18" fill="${line}">${label}</text>
<path d="M200 234 q14 18 0 28 q-14 -10 0 -28 Z" fill="${accent}"/>
<g fill="#fff" stroke="${line}" stroke-opacity=".25" stroke-width="2"><ellipse cx="296" cy="318" rx="22" ry="9"/><ellipse cx="288" cy="306" rx="22" ry="9"/></g>`

const brush: Drawing = ({ main, shade, light, line }) => `
<g transform="rotate(38 200 200)"><rect x="182" y="56" width="36" height="150" rx="18" fill="${main}"/><rect x="206" y="60" width="12" height="142" rx="6" fill="${shade}"/><rect x="172" y="196" width="56" height="30" rx="6" fill="${STEEL}"/>
<path d="M174 226 h52 l8 88 q-34 12 -68 0 Z" fill="${light}"/><path d="M182 230 L176 310 M194 230 L191 314 M206 230 L209 314 M218 230 L224 310" stroke="${line}" stroke-opacity=".35" stroke-width="3"/></g>`

const cloth: Drawing = ({ main, shade, light, accent }) => `
<path d="M104 150 Q150 130 200 150 Q250 170 296 146 L304 300 Q250 326 200 304 Q150 284 98 310 Z" fill="${main}"/>
<path d="M104 196 Q150 176 200 196 Q250 216 299 192 M101 256 Q150 236 200 256 Q250 276 302 252" fill="none" stroke="${light}" stroke-width="8"/>
<path d="M160 138 Q156 220 150 292 M244 162 Q248 240 246 314" fill="none" stroke="${accent}" stroke-width="6" opacity=".8"/><path d="M296 146 L304 300 Q284 310 264 313 L262 160 Z" fill="${shade}" opacity=".5"/>`

const jug: Drawing = ({ main, shade, light, line }) => `
<path d="M262 158 Q330 160 322 220 Q314 272 264 270" fill="none" stroke="${line}" stroke-width="13" opacity=".8"/>
<path d="M134 130 L108 116 Q138 104 200 104 Q262 104 266 130 Q262 190 274 292 Q276 322 200 326 Q124 322 126 292 Q138 190 134 130 Z" fill="${main}"/>
<path d="M240 108 Q264 114 266 130 Q262 190 274 292 Q274 314 238 322 Q246 200 240 108 Z" fill="${shade}"/><path d="M108 116 Q138 104 200 104 Q262 104 266 130 Q200 142 134 130 Z" fill="${light}"/><path d="M144 128 Q200 138 254 128 Q200 112 144 128 Z" fill="#fffaf2"/>`

const tamper: Drawing = ({ main, shade, light, line }) => `
<path d="M170 118 Q166 74 200 72 Q234 74 230 118 Q224 160 218 196 L182 196 Q176 160 170 118 Z" fill="${main}"/><path d="M212 76 Q234 82 230 118 Q224 160 218 196 L206 196 Q214 130 212 76 Z" fill="${shade}"/>
<path d="M178 196 h44 l10 52 h-64 Z" fill="${STEEL}"/><rect x="132" y="248" width="136" height="66" rx="8" fill="${STEEL}"/><path d="M234 248 h26 a8 8 0 0 1 8 8 v50 a8 8 0 0 1 -8 8 h-26 Z" fill="#a9aeb2"/><path d="M146 262 V300" stroke="#fff" stroke-width="6" opacity=".7"/>
<path d="M184 100 Q180 130 188 170" fill="none" stroke="${light}" stroke-width="6"/><path d="M132 314 h136" stroke="${line}" stroke-opacity=".3" stroke-width="3"/>`

const scoop: Drawing = ({ main, shade, light, line }) => `
<path d="M206 196 L322 96" stroke="${main}" stroke-width="22"/><circle cx="318" cy="100" r="5" fill="${light}"/>
<path d="M96 206 Q160 168 232 214 Q240 300 168 310 Q92 306 96 206 Z" fill="${main}"/><path d="M206 200 Q220 206 232 214 Q240 300 168 310 Q216 280 206 200 Z" fill="${shade}"/><path d="M96 206 Q160 168 232 214 Q166 250 96 206 Z" fill="${shade}"/>
<g fill="${COFFEE}" stroke="${line}" stroke-opacity=".4"><ellipse cx="140" cy="204" rx="15" ry="10" transform="rotate(-18 140 204)"/><ellipse cx="170" cy="198" rx="15" ry="10" transform="rotate(22 170 198)"/><ellipse cx="196" cy="210" rx="15" ry="10" transform="rotate(-8 196 210)"/><ellipse cx="162" cy="214" rx="15" ry="10" transform="rotate(10 162 214)"/></g>`

const canister: Drawing = ({ main, shade, light, accent, line }, label) => `
<rect x="126" y="128" width="148" height="198" rx="16" fill="${main}"/><path d="M238 128 h20 a16 16 0 0 1 16 16 v166 a16 16 0 0 1 -16 16 h-20 Z" fill="${shade}"/>
<rect x="118" y="102" width="164" height="34" rx="10" fill="${light}"/><rect x="184" y="84" width="32" height="22" rx="8" fill="${accent}"/>
<path d="M282 122 q22 6 18 34 l-8 20" fill="none" stroke="${line}" stroke-width="6" opacity=".6"/><rect x="152" y="206" width="78" height="46" rx="6" fill="${light}"/><text x="191" y="235" text-anchor="middle" font-family="Georgia, serif" font-size="16" fill="${line}">${label}</text>`

const carafe: Drawing = ({ main, shade, light, line }) => `
<path d="M252 152 Q320 152 314 214 Q308 262 262 262" fill="none" stroke="${line}" stroke-width="12" opacity=".7"/>
<path d="M160 112 L240 112 L240 148 Q282 196 274 292 Q270 326 200 328 Q130 326 126 292 Q118 196 160 148 Z" fill="#e4f0f2" stroke="${line}" stroke-opacity=".22" stroke-width="3"/>
<path d="M127 246 Q200 258 273 246 L274 292 Q270 324 200 326 Q130 324 126 292 Z" fill="${COFFEE}" opacity=".9"/><rect x="150" y="92" width="100" height="24" rx="8" fill="${main}"/><path d="M226 92 h16 a8 8 0 0 1 8 8 v8 a8 8 0 0 1 -8 8 h-16 Z" fill="${shade}"/><path d="M150 204 Q142 250 152 300" fill="none" stroke="${light}" stroke-width="6" opacity=".6"/>`

const thermometer: Drawing = ({ main, shade, light, accent, line }) => `
<path d="M200 176 L200 326" stroke="${STEEL}" stroke-width="9"/><circle cx="200" cy="130" r="62" fill="${main}"/><path d="M200 68 a62 62 0 0 1 0 124 q30 -50 0 -124 Z" fill="${shade}" opacity=".5"/><circle cx="200" cy="130" r="48" fill="${light}"/>
<path d="M164 150 a40 40 0 0 1 20 -52" fill="none" stroke="${accent}" stroke-width="7"/><path d="M200 130 L222 104" stroke="${line}" stroke-width="5"/><circle cx="200" cy="130" r="6" fill="${line}"/><rect x="186" y="226" width="40" height="18" rx="6" fill="${shade}"/>`

const portafilter: Drawing = ({ main, shade, light, line }) => `
<path d="M232 196 L338 178" stroke="${main}" stroke-width="28"/><path d="M270 200 L338 188" stroke="${shade}" stroke-width="8"/>
<path d="M76 166 h164 v40 q0 54 -82 54 q-82 0 -82 -54 Z" fill="${STEEL}"/><ellipse cx="158" cy="166" rx="82" ry="17" fill="#e3e5e7"/><ellipse cx="158" cy="167" rx="68" ry="12" fill="${COFFEE}"/>
<path d="M140 258 q-4 34 -20 40 M176 258 q4 34 20 40" fill="none" stroke="#a9aeb2" stroke-width="13"/><path d="M92 186 V214" stroke="#fff" stroke-width="6" opacity=".6"/><path d="M118 302 v20 M198 302 v20" stroke="${line}" stroke-width="4" opacity=".6"/><circle cx="322" cy="181" r="5" fill="${light}"/>`

/** What helps: grinders, kettles, cups and the small things. */
export const tools: Record<string, Drawing> = {
  grinder,
  'hand-grinder': handGrinder,
  kettle,
  scale,
  mug,
  'espresso-cup': espressoCup,
  glass,
  tumbler,
  tablets,
  brush,
  cloth,
  jug,
  tamper,
  scoop,
  canister,
  carafe,
  thermometer,
  portafilter,
}
