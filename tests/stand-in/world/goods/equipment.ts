import { type Good, one, sized } from './good.ts'

/** What it is brewed with. */
export const equipment: Good[] = [
  sized(
    'chemex',
    'Chemex Coffee Maker',
    'brewer',
    [
      ['3 cups', 700, 4690],
      ['6 cups', 900, 5290],
    ],
    'fine chemex',
    'Glass, wood and a leather tie; the cleanest cup there is.',
    ['#8ecae6', '#b5838d'],
  ),
  sized(
    'v60-dripper',
    'V60 Dripper',
    'brewer',
    [
      ['White', 400, 2490],
      ['Black', 400, 2490],
    ],
    'middle v60',
    'Ceramic cone with spiral ribs.',
    ['#edf2f4', '#8d99ae'],
  ),
  one('aeropress', 'AeroPress', 'brewer', 3790, 350, 'middle aeropress', 'Light, quick, forgiving.', [
    '#495057',
    '#ffd166',
  ]),
  one('french-press', 'French Press', 'brewer', 2990, 800, 'cheap french-press', 'One litre, double steel.', [
    '#adb5bd',
    '#343a40',
  ]),
  sized(
    'moka-pot',
    'Moka Pot',
    'brewer',
    [
      ['3 cups', 500, 2790],
      ['6 cups', 750, 3490],
    ],
    'cheap moka',
    'The stove-top classic.',
    ['#ced4da', '#212529'],
  ),
  one('kalita-wave', 'Kalita Wave', 'brewer', 3290, 300, 'fine kalita', 'A flat bed and an even cup.', [
    '#e9ecef',
    '#bc4749',
  ]),
  one(
    'cold-brew-jug',
    'Cold Brew Jug',
    'brewer',
    2690,
    700,
    'cheap cold-brew season:summer',
    'Overnight, in the fridge.',
    ['#90e0ef', '#023e8a'],
  ),
  one(
    'lever-espresso-machine',
    'Lever Espresso Machine',
    'espresso',
    44900,
    9500,
    'fine espresso-machine',
    'Your arm is the pump.',
    ['#d6ccc2', '#6c584c'],
  ),
  one(
    'compact-espresso-machine',
    'Compact Espresso Machine',
    'espresso',
    27900,
    6800,
    'middle espresso-machine',
    'Warm in a minute.',
    ['#ef233c', '#2b2d42'],
  ),
  one('chemex-filters', 'Chemex Filters, 100', 'filters', 1090, 250, 'chemex', 'Bonded paper, folded.', [
    '#f8edeb',
    '#d8e2dc',
  ]),
  sized(
    'v60-filters',
    'V60 Filters, 100',
    'filters',
    [
      ['White', 120, 590],
      ['Natural', 120, 590],
    ],
    'v60',
    'Size 02, tabbed.',
    ['#ffffff', '#d5bdaf'],
  ),
  one('aeropress-filters', 'AeroPress Filters, 350', 'filters', 690, 90, 'aeropress', 'Small and round.', [
    '#faf3dd',
    '#5e6472',
  ]),
  one('kalita-filters', 'Kalita Filters, 100', 'filters', 890, 110, 'kalita', 'Wave 185.', [
    '#fbf8cc',
    '#a3c4f3',
  ]),
  one('moka-gasket', 'Moka Gasket and Sieve', 'accessory', 490, 30, 'moka', 'Fits 3 and 6 cups.', [
    '#e5e5e5',
    '#14213d',
  ]),
  one('hand-grinder', 'Hand Grinder', 'grinder', 6900, 600, 'middle', 'Steel burrs, a minute a cup.', [
    '#283618',
    '#dda15e',
  ]),
  one('travel-grinder', 'Travel Grinder', 'grinder', 3900, 400, 'cheap', 'Small enough for a coat.', [
    '#606c38',
    '#fefae0',
  ]),
  one('electric-grinder', 'Electric Grinder', 'grinder', 18900, 3100, 'fine', 'Forty steps, quiet.', [
    '#22223b',
    '#9a8c98',
  ]),
  sized(
    'gooseneck-kettle',
    'Gooseneck Kettle',
    'kettle',
    [
      ['Stove', 900, 5490],
      ['Electric', 1300, 11900],
    ],
    'middle',
    'Pours where you look.',
    ['#22577a', '#57cc99'],
  ),
  one('brew-scale', 'Brew Scale with Timer', 'scale', 4490, 500, 'middle', 'To a tenth of a gram.', [
    '#1b263b',
    '#e0e1dd',
  ]),
]
