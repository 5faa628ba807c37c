import { beans, type Good } from './good.ts'

/** What is brewed. */
export const coffees: Good[] = [
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
