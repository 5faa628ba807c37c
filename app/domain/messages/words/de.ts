import type { Words } from '../words-shape.ts'

/** German. */
export const de: Words = {
  greeting: { warm: 'Schön, dass du da bist, {{first_name}}.', plain: 'Hallo {{first_name}}!' },
  missing: { product: 'deine Bestellung', shop: 'dieser Shop' },
  reasons: {
    ordered: 'Du bekommst das, weil du am {{date}} etwas bestellt hast: {{shop}}.',
    delivered: 'Du bekommst das, weil deine Bestellung vom {{date}} angekommen ist.',
    'ordered-again': 'Du bekommst das, weil du schon mehrmals bestellt hast, zuletzt am {{date}}.',
    refunded: 'Du bekommst das, weil dir deine Bestellung vom {{date}} erstattet wurde.',
    'running-out': 'Du bekommst das, weil das hier bald aufgebraucht sein könnte: {{product}}.',
    quiet: 'Du bekommst das, weil deine letzte Bestellung eine Weile her ist, vom {{date}}.',
    birthday: 'Du bekommst das, weil du deinen Geburtstag angegeben hast.',
    anniversary: 'Du bekommst das, weil du am {{date}} zum ersten Mal bestellt hast.',
    customer: 'Du bekommst das, weil du hier einkaufst: {{shop}}.',
  },
  frame: {
    preferences: 'Bestimmen, was wir schreiben',
    stopAll: 'Keine Nachrichten mehr',
    buy: 'In einen Warenkorb legen',
    cartNote: 'Die Schaltfläche öffnet einen Warenkorb. Gekauft ist erst etwas, wenn du bezahlst.',
    priceNow: '{{now}} statt {{was}}',
    amountOff: '{{amount}} Rabatt an der Kasse',
    freeShipping: 'Mit kostenlosem Versand',
    gift: 'Mit {{gift}} als Zugabe',
  },
  items: {
    'bought-together': {
      one: 'Von {{count}} Person mit {{with}} gekauft',
      other: 'Von {{count}} Personen mit {{with}} gekauft',
    },
    'bought-again': { one: 'Du hast es {{count}} Mal gekauft', other: 'Du hast es {{count}} Mal gekauft' },
    'bought-again-rhythm': {
      one: 'Du kaufst es etwa {{count}} Mal am Tag',
      other: 'Du kaufst es etwa alle {{count}} Tage',
    },
    'comes-back': {
      one: '{{count}} Person kam nach etwa {{days}} Tagen dafür wieder',
      other: '{{count}} Personen kamen nach etwa {{days}} Tagen dafür wieder',
    },
    popular: {
      one: 'Von {{count}} Person in {{days}} Tagen gekauft',
      other: 'Von {{count}} Personen in {{days}} Tagen gekauft',
    },
    alike: 'Ähnlich wie {{with}}',
    picked: 'Vom Shop ausgesucht',
    'picked-with': 'Vom Shop passend zu {{with}} ausgesucht',
    suggested: 'Empfohlen zu {{with}}',
    reminder: 'Du wolltest daran erinnert werden',
  },
  templates: {
    welcome: {
      subject: 'Danke für deine erste Bestellung',
      body: 'Deine Bestellung ist bei uns, und wir freuen uns, dass du uns gefunden hast.\n\nIst etwas unklar, vorher oder nachher, dann schreib uns. Es liest ein Mensch.',
    },
    'how-to': {
      subject: 'Ein guter Anfang: {{product}}',
      body: '{{product}} sollte inzwischen bei dir sein. Nimm dir für den ersten Versuch einen ruhigen Moment, fang einfach an und gib der Sache ein paar Tage.\n\nKlappt etwas nicht wie erwartet, schreib uns. Wir helfen lieber, als dass etwas in der Schublade endet.',
      button: 'Alles darüber ansehen',
    },
    'check-in': {
      subject: 'Wie gefällt dir {{product}}?',
      body: 'Du hast {{product}} nun seit einer Weile. Ist es so, wie du es dir erhofft hast?\n\nWenn ja, ist das alles, was wir hören wollten. Wenn nicht, sag uns, was nicht stimmt, und wir suchen eine Lösung.',
    },
    'month-after': {
      subject: 'Seit einem Monat bei dir: {{product}}',
      body: '{{product}} gehört inzwischen wohl zu deinem Alltag. Jetzt tauchen oft Fragen zu Pflege und Abnutzung auf.\n\nHast du eine, dann frag. Und wenn etwas schlechter geworden ist, möchten wir es wissen.',
    },
    'goes-well': {
      subject: 'Passt gut dazu: {{product}}',
      body: 'Du hast dich für {{product}} entschieden. Hier ist, was dazu passt, und jeweils der Grund, warum wir daran gedacht haben.\n\nHast du schon alles, was du brauchst, dann ist nichts zu tun.',
    },
    'running-out': {
      subject: 'Noch genug da? {{product}}',
      body: 'Nach deinen bisherigen Bestellungen könnte um diese Zeit etwas aufgebraucht sein: {{product}}.\n\nIst noch genug da, sag es auf der Seite unten, und wir fragen später wieder.',
      button: 'Noch einmal bestellen',
    },
    'second-order': {
      subject: 'Wenn du wieder etwas brauchst',
      body: 'Deine erste Bestellung ist eine Weile her. Warst du zufrieden, dann findest du hier, was wir sonst noch machen.\n\nWarst du es nicht, wüssten wir gern, warum.',
      button: 'Umsehen',
    },
    'we-miss-you': {
      subject: 'Es ist eine Weile her',
      body: 'Früher warst du öfter da, und das ist in Ordnung: Dinge ändern sich.\n\nIst etwas schiefgegangen, sag es uns. Hast du einfach genug von unseren Nachrichten, beendet die Seite unten alle oder einige.',
      button: 'Neues ansehen',
    },
    'thank-regular': {
      subject: 'Danke, dass du wiederkommst',
      body: 'Du hast immer wieder bei uns bestellt, und das fällt uns auf.\n\nHier gibt es nichts zu kaufen. Wir wollten nur danke sagen.',
    },
    'sorry-refund': {
      subject: 'Zu deiner Erstattung',
      body: 'Mit deiner Bestellung lief es nicht, wie es sollte, und du hast Geld zurückbekommen. Die Umstände tun uns leid.\n\nWenn du uns sagst, was schiefging, können wir es besser machen. Wenn du es dabei belassen möchtest, verstehen wir das.',
    },
    birthday: {
      subject: 'Alles Gute zum Geburtstag, {{first_name}}',
      body: 'Alles Gute für dein neues Lebensjahr wünschen dir alle von {{shop}}.\n\nDu hast uns den Tag selbst genannt. Auf der Seite unten kannst du ihn jederzeit wieder löschen.',
    },
  },
}
