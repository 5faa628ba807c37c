import type { Drawing } from './drawing.ts'

const GLASS = '#e4f0f2'
const COFFEE = '#4a2c1c'

const dripper: Drawing = ({ main, shade, light, line }) => `
<path d="M138 222 L262 222 L250 318 Q200 330 150 318 Z" fill="${GLASS}" opacity=".9"/>
<path d="M145 276 L255 276 L250 318 Q200 330 150 318 Z" fill="${COFFEE}" opacity=".88"/>
<path d="M262 240 Q300 244 294 276 Q288 304 254 300" fill="none" stroke="${line}" stroke-width="7" opacity=".7"/>
<ellipse cx="200" cy="216" rx="86" ry="12" fill="${shade}"/>
<path d="M112 96 L288 96 L228 210 Q200 218 172 210 Z" fill="${main}"/>
<path d="M246 96 L288 96 L228 210 Q220 213 212 214 Z" fill="${shade}"/>
<path d="M150 104 Q166 160 186 204 M186 104 Q194 160 198 206 M222 104 Q216 160 208 206" fill="none" stroke="${light}" stroke-width="3" opacity=".7"/>
<ellipse cx="200" cy="96" rx="88" ry="14" fill="${light}"/><ellipse cx="200" cy="96" rx="72" ry="9" fill="${COFFEE}" opacity=".75"/>
<path d="M284 118 Q322 120 312 152 Q304 176 262 166" fill="none" stroke="${main}" stroke-width="10"/>`

const chemex: Drawing = ({ accent, line }) => `
<path d="M134 72 L266 72 L216 176 Q280 232 274 300 Q270 326 200 328 Q130 326 126 300 Q120 232 184 176 Z" fill="${GLASS}" stroke="${line}" stroke-opacity=".3" stroke-width="3"/>
<path d="M130 272 Q200 284 270 272 Q278 320 236 325 Q200 330 164 325 Q122 320 130 272 Z" fill="${COFFEE}" opacity=".9"/>
<path d="M146 82 L254 82 L208 164 L192 164 Z" fill="#fbf6ee" opacity=".9"/>
<path d="M170 156 L230 156 L224 176 L230 202 L170 202 L176 176 Z" fill="#b07a46"/>
<path d="M170 156 L230 156 M170 202 L230 202" stroke="#7d5229" stroke-width="3"/>
<path d="M160 180 Q200 192 240 180" fill="none" stroke="${accent}" stroke-width="5"/><circle cx="200" cy="187" r="7" fill="${accent}"/>
<path d="M150 256 Q146 286 156 308" fill="none" stroke="#fff" stroke-width="5" opacity=".6"/>`

const frenchPress: Drawing = ({ main, shade, light, line }) => `
<path d="M258 164 Q322 168 318 226 Q314 286 258 284" fill="none" stroke="${main}" stroke-width="13"/>
<rect x="142" y="128" width="116" height="196" rx="10" fill="${GLASS}"/>
<rect x="142" y="206" width="116" height="118" rx="10" fill="${COFFEE}" opacity=".92"/>
<rect x="146" y="198" width="108" height="12" rx="6" fill="#b8bdc1"/>
<path d="M134 150 h132 M134 308 h132" stroke="${main}" stroke-width="12"/><path d="M142 150 V308 M258 150 V308" stroke="${shade}" stroke-width="6"/>
<path d="M136 128 Q200 90 264 128 Z" fill="${main}"/><path d="M200 106 V62" stroke="${line}" stroke-width="6"/><circle cx="200" cy="58" r="13" fill="${light}" stroke="${line}" stroke-opacity=".35" stroke-width="2"/>
<path d="M160 160 V292" stroke="#fff" stroke-width="5" opacity=".45"/>`

const aeropress: Drawing = ({ main, shade, light, accent, line }) => `
<rect x="166" y="62" width="68" height="128" rx="6" fill="${light}"/><ellipse cx="200" cy="62" rx="46" ry="9" fill="${shade}"/>
<rect x="152" y="132" width="96" height="136" rx="6" fill="${main}" opacity=".92"/>
<path d="M226 132 h22 v136 h-22 Z" fill="${shade}" opacity=".6"/>
<g fill="none" stroke="${accent}" stroke-width="3"><circle cx="190" cy="164" r="9"/><circle cx="190" cy="194" r="9"/><circle cx="190" cy="224" r="9"/></g>
<path d="M116 256 L152 248 L248 248 L284 256 L276 276 L124 276 Z" fill="${shade}"/>
<rect x="146" y="276" width="108" height="20" rx="8" fill="${line}"/>
<path d="M138 296 h124 l-10 30 h-104 Z" fill="${GLASS}"/><path d="M142 308 h116 l-6 18 h-104 Z" fill="${COFFEE}"/>`

const moka: Drawing = ({ main, shade, light, line }) => `
<path d="M252 124 Q316 126 312 176 L302 214" fill="none" stroke="${line}" stroke-width="14"/>
<path d="M152 206 L248 206 L276 322 L124 322 Z" fill="${main}"/><path d="M222 206 L248 206 L276 322 L236 322 Z" fill="${shade}"/>
<rect x="150" y="190" width="100" height="20" rx="5" fill="${shade}"/>
<path d="M132 104 L256 104 L246 190 L156 190 Z" fill="${main}"/><path d="M224 104 L256 104 L246 190 L226 190 Z" fill="${shade}"/>
<path d="M132 104 L110 120 L142 146 Z" fill="${light}"/><path d="M136 104 Q194 70 252 104 Z" fill="${light}"/><circle cx="194" cy="76" r="10" fill="${line}"/>
<path d="M176 112 L182 186 M164 214 L150 318" stroke="${light}" stroke-width="5" opacity=".8"/>`

const coldBrew: Drawing = ({ main, shade, light, accent, line }) => `
<path d="M150 110 h100 v34 q18 10 18 32 v130 q0 20 -20 20 h-96 q-20 0 -20 -20 v-130 q0 -22 18 -32 Z" fill="${GLASS}" stroke="${line}" stroke-opacity=".25" stroke-width="3"/>
<path d="M136 196 h128 v110 q0 16 -18 16 h-92 q-18 0 -18 -16 Z" fill="${COFFEE}" opacity=".9"/>
<g fill="#fff" opacity=".5"><rect x="158" y="204" width="30" height="28" rx="5" transform="rotate(-12 173 218)"/><rect x="206" y="214" width="30" height="28" rx="5" transform="rotate(16 221 228)"/></g>
<rect x="142" y="78" width="116" height="34" rx="9" fill="${main}"/><path d="M226 78 h23 a9 9 0 0 1 9 9 v25 h-32 Z" fill="${shade}"/>
<rect x="168" y="262" width="64" height="36" rx="5" fill="${light}"/><path d="M178 280 h44" stroke="${accent}" stroke-width="4"/>`

const espressoMachine: Drawing = ({ main, shade, light, accent, line }) => `
<rect x="98" y="88" width="204" height="238" rx="16" fill="${main}"/><path d="M270 88 h16 a16 16 0 0 1 16 16 v206 a16 16 0 0 1 -16 16 h-16 Z" fill="${shade}"/>
<rect x="116" y="190" width="150" height="100" rx="8" fill="${line}" opacity=".85"/>
<rect x="98" y="298" width="204" height="28" rx="10" fill="${shade}"/><path d="M124 298 h140" stroke="${light}" stroke-width="4" stroke-dasharray="6 6"/>
<rect x="160" y="178" width="62" height="28" rx="6" fill="#c9cdd0"/><path d="M216 194 L276 206" stroke="${line}" stroke-width="12"/><path d="M182 206 v12 M200 206 v12" stroke="#c9cdd0" stroke-width="6"/>
<path d="M182 220 v26 M200 220 v26" stroke="#8a5a3a" stroke-width="3"/><path d="M164 246 h54 l-6 40 h-42 Z" fill="#fbf6ee"/>
<circle cx="132" cy="134" r="20" fill="${light}"/><path d="M132 134 L142 122" stroke="${line}" stroke-width="3"/><rect x="170" y="122" width="68" height="24" rx="12" fill="${light}"/><circle cx="256" cy="134" r="9" fill="${accent}"/>
<rect x="122" y="70" width="150" height="18" rx="5" fill="${light}"/>`

/** What makes the coffee. */
export const brewers: Record<string, Drawing> = {
  dripper,
  chemex,
  'french-press': frenchPress,
  aeropress,
  moka,
  'cold-brew': coldBrew,
  'espresso-machine': espressoMachine,
}
