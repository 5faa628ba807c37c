import { coffees } from './goods/coffees.ts'
import { equipment } from './goods/equipment.ts'
import { beans, type Good, one } from './goods/good.ts'
import { table } from './goods/table.ts'

/** What Roast & Co. sells. */
export const roastGoods: Good[] = [...coffees, ...equipment, ...table]

const handlesOfBoth = ['earl-grey', 'rooibos', 'drinking-chocolate', 'glass-mug']

/** What its neighbour sells, which has some of the same. */
export const teaGoods: Good[] = [
  ...table.filter((good) => handlesOfBoth.includes(good.handle)),
  beans('sencha', 'Sencha', 1290, 'middle tea', 'Green, grassy.', ['#606c38', '#fefae0'], 'tea'),
  beans('assam', 'Assam', 890, 'cheap tea', 'Strong, malty.', ['#bc6c25', '#dda15e'], 'tea'),
  beans('oolong', 'Oolong', 1890, 'fine tea', 'Half way between.', ['#283618', '#dda15e'], 'tea'),
  one('teapot', 'Teapot', 'brewer', 3900, 900, 'middle', 'Cast iron.', ['#212529', '#ced4da']),
  one('tea-bowl', 'Tea Bowl', 'cup', 1400, 200, 'middle gift', 'Raku.', ['#344e41', '#a3b18a']),
]
