import type { Words } from '../words-shape.ts'

/** French. */
export const fr: Words = {
  greeting: { warm: 'Ravis de vous écrire, {{first_name}}.', plain: 'Bonjour {{first_name}},' },
  missing: { product: 'votre commande', shop: 'cette boutique' },
  reasons: {
    ordered: 'Vous recevez ceci parce que vous avez passé commande le {{date}} : {{shop}}.',
    delivered: 'Vous recevez ceci parce que votre commande du {{date}} est arrivée.',
    'ordered-again':
      'Vous recevez ceci parce que vous avez commandé plusieurs fois, la dernière le {{date}}.',
    refunded: 'Vous recevez ceci parce que votre commande du {{date}} a été remboursée.',
    'running-out': 'Vous recevez ceci parce que ceci arrive peut-être à sa fin : {{product}}.',
    quiet: 'Vous recevez ceci parce que votre dernière commande remonte au {{date}}.',
    birthday: 'Vous recevez ceci parce que vous nous avez indiqué votre anniversaire.',
    anniversary: 'Vous recevez ceci parce que votre première commande date du {{date}}.',
    customer: 'Vous recevez ceci parce que vous êtes client de la boutique : {{shop}}.',
  },
  frame: {
    preferences: 'Choisir ce que je reçois',
    stopAll: 'Ne plus rien recevoir',
    buy: 'Mettre dans un panier',
    cartNote: 'Le bouton ouvre un panier. Rien n’est acheté avant le paiement.',
    priceNow: '{{now}} au lieu de {{was}}',
    amountOff: '{{amount}} de réduction au paiement',
    freeShipping: 'Avec livraison gratuite',
    gift: 'Avec {{gift}} offert',
  },
  items: {
    'bought-together': {
      one: '{{count}} client l’a acheté avec {{with}}',
      many: '{{count}} de clients l’ont acheté avec {{with}}',
      other: '{{count}} clients l’ont acheté avec {{with}}',
    },
    'bought-again': {
      one: 'Vous l’avez acheté {{count}} fois',
      many: 'Vous l’avez acheté {{count}} de fois',
      other: 'Vous l’avez acheté {{count}} fois',
    },
    'bought-again-rhythm': {
      one: 'Vous l’achetez environ {{count}} fois par jour',
      many: 'Vous l’achetez environ tous les {{count}} de jours',
      other: 'Vous l’achetez environ tous les {{count}} jours',
    },
    'comes-back': {
      one: '{{count}} client l’a racheté après environ {{days}} jours',
      many: '{{count}} de clients l’ont racheté après environ {{days}} jours',
      other: '{{count}} clients l’ont racheté après environ {{days}} jours',
    },
    popular: {
      one: 'Acheté par {{count}} client en {{days}} jours',
      many: 'Acheté par {{count}} de clients en {{days}} jours',
      other: 'Acheté par {{count}} clients en {{days}} jours',
    },
    alike: 'Semblable à {{with}}',
    picked: 'Choisi par la boutique',
    'picked-with': 'Choisi par la boutique pour aller avec {{with}}',
    suggested: 'Suggéré avec {{with}}',
    reminder: 'Vous avez demandé un rappel',
  },
  templates: {
    welcome: {
      subject: 'Merci pour votre première commande',
      body: 'Nous avons bien reçu votre commande, et nous sommes heureux que vous nous ayez trouvés.\n\nSi quelque chose n’est pas clair, avant ou après son arrivée, écrivez-nous. Une personne vous lit.',
    },
    'how-to': {
      subject: 'Bien commencer : {{product}}',
      body: 'Vous devriez maintenant avoir reçu {{product}}. Prenez un moment au calme pour le premier essai, commencez simplement et laissez-vous quelques jours.\n\nSi quelque chose ne marche pas comme prévu, écrivez-nous. Nous préférons aider plutôt que de le savoir au fond d’un tiroir.',
      button: 'Voir tous les détails',
    },
    'check-in': {
      subject: 'Comment trouvez-vous {{product}} ?',
      body: 'Vous avez {{product}} depuis quelque temps. Est-ce bien ce que vous espériez ?\n\nSi oui, c’est tout ce que nous voulions savoir. Sinon, dites-nous ce qui ne va pas, et nous chercherons comment y remédier.',
    },
    'month-after': {
      subject: 'Un mois avec {{product}}',
      body: '{{product}} fait sans doute partie de votre quotidien à présent. C’est le moment où viennent les questions d’entretien et d’usure.\n\nSi vous en avez une, posez-la. Et si quelque chose s’est dégradé, nous voulons le savoir.',
    },
    'goes-well': {
      subject: 'Va bien avec {{product}}',
      body: 'Vous avez choisi {{product}}. Voici ce qui va avec et, chaque fois, la raison pour laquelle nous y avons pensé.\n\nSi vous avez tout ce qu’il vous faut, il n’y a rien à faire.',
    },
    'running-out': {
      subject: 'En reste-t-il assez ? {{product}}',
      body: 'D’après vos commandes précédentes, ceci pourrait bientôt manquer : {{product}}.\n\nS’il en reste assez, dites-le sur la page ci-dessous, et nous redemanderons plus tard.',
      button: 'Commander à nouveau',
    },
    'second-order': {
      subject: 'Pour la prochaine fois',
      body: 'Votre première commande remonte à quelque temps. Si vous en avez été satisfait, voici où trouver tout ce que nous faisons d’autre.\n\nSinon, nous aimerions savoir pourquoi.',
      button: 'Jeter un œil',
    },
    'we-miss-you': {
      subject: 'Cela fait un moment',
      body: 'Vous passiez plus souvent autrefois, et ce n’est pas un problème : les choses changent.\n\nSi quelque chose s’est mal passé, dites-le-nous. Si vous avez simplement assez de nos messages, la page ci-dessous y met fin, à tous ou à certains.',
      button: 'Voir les nouveautés',
    },
    'thank-regular': {
      subject: 'Merci de revenir',
      body: 'Vous avez commandé chez nous à plusieurs reprises, et cela ne nous échappe pas.\n\nIl n’y a rien à acheter ici. Nous voulions simplement vous dire merci.',
    },
    'sorry-refund': {
      subject: 'À propos de votre remboursement',
      body: 'Votre commande ne s’est pas passée comme prévu, et vous avez été remboursé. Nous sommes désolés pour ce désagrément.\n\nSi vous nous dites ce qui n’a pas été, nous pourrons faire mieux. Si vous préférez en rester là, nous le comprenons.',
    },
    birthday: {
      subject: 'Joyeux anniversaire, {{first_name}}',
      body: 'Tous nos vœux pour cette nouvelle année, de la part de toute l’équipe : {{shop}}.\n\nVous nous avez donné cette date vous-même. Sur la page ci-dessous, vous pouvez la retirer à tout moment.',
    },
  },
}
