import type { PageWords } from '../page-words-shape.ts'

/** German. */
export const de: PageWords = {
  title: 'Was {{shop}} dir schreiben darf',
  intro: 'Du bestimmst. Jede Änderung gilt sofort, und du kannst jederzeit auf diese Seite zurückkommen.',
  saved: 'Gespeichert.',
  stopped: 'Erledigt. Du bekommst keine Nachrichten mehr von {{shop}}.',
  badDate: 'Diesen Tag gibt es nicht. Es wurde nichts geändert.',
  off: {
    ways: 'Du bekommst zurzeit keine Nachrichten: Alle Wege, sie zu schicken, sind ausgeschaltet. Willst du wieder bekommen, was unten angekreuzt ist, kreuze bei „{{where}}“ einen davon an und drücke auf „{{save}}“.',
    all: 'Du bekommst zurzeit gar nichts. Willst du wieder vom Shop hören, nimm das Kreuz bei „{{never}}“ weg und drücke auf „{{save}}“.',
  },
  lacking: {
    all: '{{shop}} darf dir keine Nachrichten schicken: Du hast dem im Shop nicht zugestimmt oder die Zustimmung zurückgenommen. Zustimmen kannst du dort, bei deiner nächsten Bestellung oder in deinem Konto.',
    email:
      '{{shop}} darf dir keine Nachrichten per E-Mail schicken: Du hast dem im Shop nicht zugestimmt oder die Zustimmung zurückgenommen. Zustimmen kannst du dort, bei deiner nächsten Bestellung oder in deinem Konto.',
  },
  often: { title: 'Wie viele Nachrichten und Angebote?', atMost: 'Höchstens {{count}} in {{days}} Tagen' },
  pause: { title: 'Eine Pause', label: 'Keine Nachrichten bis', hint: 'Leer heißt: keine Pause.' },
  topics: {
    title: 'Worüber?',
    hint: 'Du bekommst, was angekreuzt ist.',
    help: 'Hilfe zu dem, was ich gekauft habe',
    reminders: 'Erinnerungen, wenn etwas zur Neige geht',
    offers: 'Dinge, die zu meinem Einkauf passen',
    thanks: 'Dank und gute Wünsche',
  },
  channels: {
    title: 'Wo?',
    email: 'Per E-Mail',
    other: 'Auf anderen Wegen des Shops, etwa per SMS',
    page: 'Auf den Seiten des Shops selbst',
  },
  never: {
    title: 'Gar nichts',
    label: 'Schreibt mir nie',
    hint: 'Was du bestellst und bezahlst, bestätigt der Shop weiterhin.',
  },
  birthday: {
    title: 'Dein Geburtstag, wenn du magst',
    hint: 'Nur Tag und Monat, für gute Wünsche. Wähle „keiner“, und er ist vergessen.',
    day: 'Tag',
    month: 'Monat',
    none: 'keiner',
  },
  save: 'Speichern',
  bought: {
    title: 'Was du gekauft hast',
    hint: 'Was du hier sagst, ändert, was als Nächstes kommt.',
    said: 'Du hast gesagt: {{said}}',
    finished: 'Ist aufgebraucht',
    gift: 'War ein Geschenk',
    remind: 'Erinnere mich in sechs Wochen',
    never: 'Nie wieder',
  },
  planned: {
    message: 'Eine Nachricht',
    title: 'Was geplant ist',
    none: 'Es ist nichts geplant.',
    notBefore: 'nicht vor dem {{date}}',
  },
  sent: {
    title: 'Was du bekommen hast, und warum',
    none: 'Du hast noch nichts bekommen.',
    waits: 'Wartet noch.',
    dropped: 'Wurde dann doch nicht gesendet.',
  },
  stop: {
    title: 'Keine Nachrichten mehr?',
    text: 'Ein Druck, und du bekommst keine Nachrichten mehr von {{shop}}. Willst du eines Tages wieder welche, stimmst du im Shop neu zu.',
    button: 'Keine Nachrichten mehr',
  },
  invalid: {
    title: 'Dieser Link funktioniert nicht',
    text: 'Vielleicht ist er unvollständig oder nicht mehr gültig. Der Link am Ende der neuesten Nachricht funktioniert.',
  },
  busy: 'Zu viele Anfragen. Bitte versuche es in ein paar Minuten noch einmal.',
}
