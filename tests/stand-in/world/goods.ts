import type { ProductKind } from './types.ts'

/** One product of the catalogue: euro cents, grams. */
export interface Good {
  handle: string
  title: string
  kind: ProductKind
  variants: [title: string, grams: number, euroCents: number][]
  /** "cheap", "middle" or "fine" for what people buy by price band; "season:..." for when. */
  tags: string[]
  description: string
  colours: [string, string]
}

const beans = (
  handle: string,
  title: string,
  euroCents: number,
  tags: string,
  description: string,
  colours: [string, string],
  kind: ProductKind = 'beans',
): Good => ({
  handle,
  title,
  kind,
  variants: [
    ['250 g', 250, euroCents],
    ['1 kg', 1000, Math.round((euroCents * 3.5) / 50) * 50],
  ],
  tags: tags.split(' '),
  description,
  colours,
})

const one = (
  handle: string,
  title: string,
  kind: ProductKind,
  euroCents: number,
  grams: number,
  tags: string,
  description: string,
  colours: [string, string],
): Good => ({
  handle,
  title,
  kind,
  variants: [['Default Title', grams, euroCents]],
  tags: tags.split(' '),
  description,
  colours,
})

const sized = (
  handle: string,
  title: string,
  kind: ProductKind,
  variants: Good['variants'],
  tags: string,
  description: string,
  colours: [string, string],
): Good => ({ handle, title, kind, variants, tags: tags.split(' '), description, colours })

const coffees: Good[] = [
  beans('house-blend', 'House Blend', 850, 'cheap filter', 'Chocolate, hazelnut, always there.', [
    '#6f4e37',
    '#d8b48a',
  ]),
  beans('morning-ritual', 'Morning Ritual', 890, 'cheap espresso', 'Round and low in acid.', [
    '#5a3825',
    '#e0a458',
  ]),
  beans('berlin-nights', 'Berlin Nights Espresso', 950, 'cheap espresso', 'Dark, thick, a little smoke.', [
    '#2b2118',
    '#a23e48',
  ]),
  beans('brazil-fazenda', 'Brazil Fazenda Aurora', 990, 'cheap filter', 'Peanut, cocoa, soft.', [
    '#3f6b3a',
    '#f2c14e',
  ]),
  beans('crema-classica', 'Crema Classica', 1050, 'middle espresso', 'Thick crema, dark chocolate.', [
    '#7a4419',
    '#f6dfb5',
  ]),
  beans('colombia-huila', 'Colombia Huila', 1190, 'middle filter', 'Red apple, caramel.', [
    '#a63d2f',
    '#f4d58d',
  ]),
  beans('guatemala-antigua', 'Guatemala Antigua', 1250, 'middle filter', 'Orange, almond.', [
    '#c65d21',
    '#f7e1b5',
  ]),
  beans('peru-cajamarca', 'Peru Cajamarca', 1190, 'middle filter', 'Plum and brown sugar.', [
    '#6a2e52',
    '#e7b9a6',
  ]),
  beans('honduras-marcala', 'Honduras Marcala', 1150, 'middle espresso', 'Milk chocolate, cherry.', [
    '#8c2f39',
    '#e9c9a1',
  ]),
  beans('sumatra-mandheling', 'Sumatra Mandheling', 1290, 'middle espresso', 'Cedar, spice, heavy.', [
    '#31572c',
    '#c9ada7',
  ]),
  beans('ethiopia-sidamo', 'Ethiopia Sidamo', 1390, 'middle filter', 'Lemon, black tea.', [
    '#e09f3e',
    '#fff3b0',
  ]),
  beans('rwanda-kivu', 'Rwanda Lake Kivu', 1450, 'middle filter', 'Blackcurrant, honey.', [
    '#4a4e69',
    '#c9ada7',
  ]),
  beans('ethiopia-yirgacheffe', 'Ethiopia Yirgacheffe', 1690, 'fine filter', 'Jasmine, bergamot, peach.', [
    '#d1495b',
    '#edae49',
  ]),
  beans('kenya-nyeri', 'Kenya Nyeri AA', 1790, 'fine filter', 'Blackberry, tomato leaf, bright.', [
    '#5f0f40',
    '#fb8b24',
  ]),
  beans('costa-rica-honey', 'Costa Rica Honey Lot', 1850, 'fine filter', 'Mango, honey.', [
    '#bc6c25',
    '#fefae0',
  ]),
  beans('panama-geisha', 'Panama Geisha', 3900, 'fine filter', 'The one you tell friends about.', [
    '#0f4c5c',
    '#e3b5a4',
  ]),
  beans('espresso-nouveau', 'Espresso Nouveau', 1590, 'fine espresso', 'Strawberry, toffee.', [
    '#9a031e',
    '#f9c8c8',
  ]),
  beans(
    'winter-blend',
    'Winter Blend',
    1290,
    'middle filter season:winter',
    'Orange peel, clove, dark sugar.',
    ['#14213d', '#e5383b'],
  ),
  beans(
    'cold-brew-blend',
    'Cold Brew Blend',
    1190,
    'middle filter season:summer',
    'Ground coarse, made for ice.',
    ['#118ab2', '#caf0f8'],
  ),
  beans(
    'decaf-colombia',
    'Decaf Colombia',
    1250,
    'middle filter',
    'Sugar-cane process, all the taste.',
    ['#588157', '#dad7cd'],
    'decaf',
  ),
  beans(
    'decaf-espresso',
    'Decaf Espresso',
    1190,
    'middle espresso',
    'For the evening.',
    ['#344e41', '#a3b18a'],
    'decaf',
  ),
]

const equipment: Good[] = [
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

const table: Good[] = [
  sized(
    'stoneware-cup',
    'Stoneware Cup',
    'cup',
    [
      ['Sand', 350, 1690],
      ['Ink', 350, 1690],
      ['Moss', 350, 1690],
    ],
    'middle gift',
    'Turned by hand, each a little different.',
    ['#ddb892', '#344e41'],
  ),
  one(
    'espresso-cups',
    'Espresso Cups, pair',
    'cup',
    2290,
    420,
    'middle gift espresso-machine',
    'Thick walls.',
    ['#f07167', '#fed9b7'],
  ),
  one('glass-mug', 'Double-Wall Glass', 'cup', 1490, 220, 'cheap gift', 'Warm inside, cool outside.', [
    '#caf0f8',
    '#00b4d8',
  ]),
  one('travel-mug', 'Travel Mug', 'cup', 2690, 320, 'middle gift', 'Tight, light, 360 ml.', [
    '#2a9d8f',
    '#e9c46a',
  ]),
  one('milk-pitcher', 'Milk Pitcher', 'accessory', 1890, 300, 'middle espresso-machine', 'Sharp spout.', [
    '#dee2e6',
    '#6c757d',
  ]),
  one('tamper', 'Tamper, 58 mm', 'accessory', 3290, 500, 'fine espresso-machine', 'Ash and steel.', [
    '#7f5539',
    '#ede0d4',
  ]),
  one('knock-box', 'Knock Box', 'accessory', 2490, 900, 'middle espresso-machine', 'For spent pucks.', [
    '#333533',
    '#d6d6d6',
  ]),
  one('coffee-canister', 'Coffee Canister', 'accessory', 2190, 450, 'middle', 'Keeps air out.', [
    '#bc6c25',
    '#283618',
  ]),
  one('bamboo-stirrer', 'Bamboo Paddle', 'accessory', 690, 40, 'cheap v60 chemex', 'For an even bloom.', [
    '#a7c957',
    '#f2e8cf',
  ]),
  one(
    'metal-filter-aeropress',
    'Steel Filter for AeroPress',
    'accessory',
    1390,
    20,
    'middle aeropress',
    'Never buy paper again.',
    ['#adb5bd', '#f8f9fa'],
  ),
  one('descaler', 'Descaler', 'cleaning', 990, 500, 'espresso-machine cleaning', 'Citric acid, two runs.', [
    '#48cae4',
    '#ade8f4',
  ]),
  one(
    'group-cleaner',
    'Group Head Cleaner',
    'cleaning',
    1290,
    570,
    'espresso-machine cleaning',
    'Backflush powder.',
    ['#0077b6', '#90e0ef'],
  ),
  one(
    'grinder-tablets',
    'Grinder Cleaning Tablets',
    'cleaning',
    1190,
    430,
    'grinder cleaning',
    'Food-safe.',
    ['#80ed99', '#38a3a5'],
  ),
  one('cleaning-brush', 'Bristle Brush', 'cleaning', 790, 60, 'cheap cleaning', 'For burrs and baskets.', [
    '#6d6875',
    '#e5989b',
  ]),
  one(
    'how-to-brew',
    'How to Brew, the Book',
    'book',
    2400,
    700,
    'middle gift',
    'Two hundred pages of patience.',
    ['#ffb703', '#023047'],
  ),
  one(
    'tasting-box',
    'Tasting Box, four coffees',
    'beans',
    2690,
    480,
    'middle gift',
    'Four small bags, four places.',
    ['#e76f51', '#264653'],
  ),
  one(
    'advent-box',
    'Advent Coffee Box',
    'beans',
    5900,
    1500,
    'fine gift season:winter',
    'Twenty-four mornings.',
    ['#9b2226', '#e9d8a6'],
  ),
  one('earl-grey', 'Earl Grey', 'tea', 990, 120, 'cheap', 'With real bergamot.', ['#355070', '#eaac8b']),
  one('rooibos', 'Rooibos', 'tea', 790, 150, 'cheap', 'Red, mild, no caffeine.', ['#b56576', '#e88c7d']),
  one(
    'drinking-chocolate',
    'Drinking Chocolate',
    'tea',
    1190,
    250,
    'middle season:winter gift',
    'Seventy percent.',
    ['#3c1518', '#f2f3ae'],
  ),
  sized(
    'gift-card',
    'Gift Card',
    'gift-card',
    [
      ['25', 0, 2500],
      ['50', 0, 5000],
      ['100', 0, 10000],
    ],
    'gift',
    'Arrives by email.',
    ['#e63946', '#f1faee'],
  ),
]

export const roastGoods: Good[] = [...coffees, ...equipment, ...table]

const handlesOfBoth = ['earl-grey', 'rooibos', 'drinking-chocolate', 'glass-mug']

export const teaGoods: Good[] = [
  ...table.filter((good) => handlesOfBoth.includes(good.handle)),
  beans('sencha', 'Sencha', 1290, 'middle tea', 'Green, grassy.', ['#606c38', '#fefae0'], 'tea'),
  beans('assam', 'Assam', 890, 'cheap tea', 'Strong, malty.', ['#bc6c25', '#dda15e'], 'tea'),
  beans('oolong', 'Oolong', 1890, 'fine tea', 'Half way between.', ['#283618', '#dda15e'], 'tea'),
  one('teapot', 'Teapot', 'brewer', 3900, 900, 'middle', 'Cast iron.', ['#212529', '#ced4da']),
  one('tea-bowl', 'Tea Bowl', 'cup', 1400, 200, 'middle gift', 'Raku.', ['#344e41', '#a3b18a']),
]
