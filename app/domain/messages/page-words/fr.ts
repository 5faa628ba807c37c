import type { PageWords } from '../page-words-shape.ts'

/** French. */
export const fr: PageWords = {
  title: 'Ce que {{shop}} peut vous écrire',
  intro: 'C’est vous qui décidez. Chaque changement vaut aussitôt, et vous pouvez revenir ici à tout moment.',
  saved: 'Enregistré.',
  stopped: 'C’est fait. Vous ne recevrez plus de messages de {{shop}}.',
  badDate: 'Ce jour n’existe pas. Rien n’a été modifié.',
  off: {
    ways: 'Vous ne recevez plus de messages : tous les moyens d’envoi sont désactivés. Pour recevoir à nouveau ce qui est coché plus bas, cochez l’un d’eux sous « {{where}} » et appuyez sur « {{save}} ».',
    all: 'Vous ne recevez plus rien. Pour avoir à nouveau des nouvelles de la boutique, décochez « {{never}} » et appuyez sur « {{save}} ».',
  },
  lacking: {
    all: '{{shop}} ne peut pas vous envoyer de messages : vous ne l’avez pas accepté dans la boutique, ou vous avez retiré votre accord. Vous pouvez l’accepter là-bas, lors de votre prochaine commande ou dans votre compte.',
    email:
      '{{shop}} ne peut pas vous envoyer de messages par e-mail : vous ne l’avez pas accepté dans la boutique, ou vous avez retiré votre accord. Vous pouvez l’accepter là-bas, lors de votre prochaine commande ou dans votre compte.',
  },
  often: { title: 'Combien de messages et d’offres ?', atMost: 'Au plus {{count}} en {{days}} jours' },
  pause: {
    title: 'Une pause',
    label: 'Pas de messages jusqu’au',
    hint: 'Laissez vide pour ne pas faire de pause.',
  },
  topics: {
    title: 'À quel sujet ?',
    hint: 'Vous recevez ce qui est coché.',
    help: 'De l’aide pour ce que j’ai acheté',
    reminders: 'Des rappels quand quelque chose s’épuise',
    offers: 'Ce qui va avec mes achats',
    thanks: 'Des remerciements et des vœux',
  },
  channels: {
    title: 'Par quel moyen ?',
    email: 'Par e-mail',
    other: 'Par d’autres moyens de la boutique, comme le SMS',
    page: 'Sur les pages de la boutique',
  },
  never: {
    title: 'Rien du tout',
    label: 'Ne m’écrivez jamais',
    hint: 'La boutique confirmera toujours ce que vous commandez et payez.',
  },
  birthday: {
    title: 'Votre anniversaire, si vous le souhaitez',
    hint: 'Le jour et le mois seulement, pour vous le souhaiter. Choisissez « aucun » et il est oublié.',
    day: 'Jour',
    month: 'Mois',
    none: 'aucun',
  },
  save: 'Enregistrer',
  bought: {
    title: 'Ce que vous avez acheté',
    hint: 'Ce que vous dites ici change la suite.',
    said: 'Vous avez dit : {{said}}',
    finished: 'Je l’ai fini',
    gift: 'C’était un cadeau',
    remind: 'Me le rappeler dans six semaines',
    never: 'Plus jamais',
  },
  planned: {
    message: 'Un message',
    title: 'Ce qui est prévu',
    none: 'Rien n’est prévu.',
    notBefore: 'pas avant le {{date}}',
  },
  sent: {
    title: 'Ce que vous avez reçu, et pourquoi',
    none: 'Vous n’avez encore rien reçu.',
    waits: 'En attente.',
    dropped: 'N’a finalement pas été envoyé.',
  },
  stop: {
    title: 'Ne plus rien recevoir ?',
    text: 'Une seule pression et vous ne recevrez plus de messages de {{shop}}. Pour en recevoir à nouveau un jour, il faudra donner votre accord dans la boutique.',
    button: 'Ne plus rien recevoir',
  },
  invalid: {
    title: 'Ce lien ne fonctionne pas',
    text: 'Il est peut-être incomplet ou n’est plus valable. Le lien à la fin du message le plus récent fonctionne.',
  },
  busy: 'Trop de demandes. Veuillez réessayer dans quelques minutes.',
}
