import type { Words } from '../words-shape.ts'

/** Spanish. */
export const es: Words = {
  greeting: { warm: 'Qué bueno saludarte, {{first_name}}:', plain: 'Hola, {{first_name}}:' },
  missing: { product: 'tu pedido', shop: 'esta tienda' },
  reasons: {
    ordered: 'Recibes esto porque hiciste un pedido el {{date}}: {{shop}}.',
    delivered: 'Recibes esto porque llegó tu pedido del {{date}}.',
    'ordered-again': 'Recibes esto porque has hecho varios pedidos, el último el {{date}}.',
    refunded: 'Recibes esto porque se te reembolsó el pedido del {{date}}.',
    'running-out': 'Recibes esto porque es posible que se te esté acabando: {{product}}.',
    quiet: 'Recibes esto porque hace tiempo de tu último pedido, del {{date}}.',
    birthday: 'Recibes esto porque nos dijiste tu cumpleaños.',
    anniversary: 'Recibes esto porque tu primer pedido fue el {{date}}.',
    customer: 'Recibes esto porque eres cliente de la tienda: {{shop}}.',
  },
  frame: {
    preferences: 'Elegir qué recibo',
    stopAll: 'No recibir más mensajes',
    buy: 'Ponerlo en un carrito',
    cartNote: 'El botón abre un carrito. No se compra nada hasta que pagas.',
    priceNow: '{{now}} en lugar de {{was}}',
    amountOff: '{{amount}} de descuento al pagar',
    freeShipping: 'Con envío gratis',
    gift: 'Con {{gift}} de regalo',
  },
  items: {
    'bought-together': {
      one: '{{count}} cliente lo compró con {{with}}',
      many: '{{count}} de clientes lo compraron con {{with}}',
      other: '{{count}} clientes lo compraron con {{with}}',
    },
    'bought-again': {
      one: 'Lo has comprado {{count}} vez',
      many: 'Lo has comprado {{count}} de veces',
      other: 'Lo has comprado {{count}} veces',
    },
    'bought-again-rhythm': {
      one: 'Lo compras más o menos {{count}} vez al día',
      many: 'Lo compras más o menos cada {{count}} de días',
      other: 'Lo compras más o menos cada {{count}} días',
    },
    'comes-back': {
      one: '{{count}} cliente volvió a comprarlo tras unos {{days}} días',
      many: '{{count}} de clientes volvieron a comprarlo tras unos {{days}} días',
      other: '{{count}} clientes volvieron a comprarlo tras unos {{days}} días',
    },
    popular: {
      one: 'Comprado por {{count}} cliente en {{days}} días',
      many: 'Comprado por {{count}} de clientes en {{days}} días',
      other: 'Comprado por {{count}} clientes en {{days}} días',
    },
    alike: 'Parecido a {{with}}',
    picked: 'Elegido por la tienda',
    'picked-with': 'Elegido por la tienda para combinar con {{with}}',
    suggested: 'Sugerido con {{with}}',
    reminder: 'Pediste que te lo recordáramos',
  },
  templates: {
    welcome: {
      subject: 'Gracias por tu primer pedido',
      body: 'Ya tenemos tu pedido, y nos alegra que nos hayas encontrado.\n\nSi algo no está claro, antes o después de que llegue, escríbenos. Lo lee una persona.',
    },
    'how-to': {
      subject: 'Para empezar bien: {{product}}',
      body: 'Ya deberías tener contigo {{product}}. Busca un momento tranquilo para la primera vez, empieza por lo sencillo y date unos días.\n\nSi algo no funciona como esperabas, escríbenos. Preferimos ayudar a que termine en un cajón.',
      button: 'Ver todos los detalles',
    },
    'check-in': {
      subject: '¿Qué tal {{product}}?',
      body: 'Hace ya un tiempo que tienes {{product}}. ¿Es lo que esperabas?\n\nSi lo es, eso era todo lo que queríamos saber. Si no, dinos qué va mal y buscaremos cómo arreglarlo.',
    },
    'month-after': {
      subject: 'Un mes con {{product}}',
      body: 'A estas alturas {{product}} ya será parte de tus días. Es cuando surgen las dudas sobre el cuidado y el desgaste.\n\nSi tienes alguna, pregunta. Y si algo ha empeorado, queremos saberlo.',
    },
    'goes-well': {
      subject: 'Va bien con {{product}}',
      body: 'Elegiste {{product}}. Aquí está lo que combina y, con cada cosa, el motivo por el que pensamos en ella.\n\nSi ya tienes todo lo que necesitas, no hay nada que hacer.',
    },
    'running-out': {
      subject: '¿Te queda suficiente? {{product}}',
      body: 'Según tus pedidos anteriores, por estas fechas se te podría estar acabando: {{product}}.\n\nSi aún te queda, dilo en la página de abajo y preguntaremos más adelante.',
      button: 'Pedirlo otra vez',
    },
    'second-order': {
      subject: 'Para cuando vuelvas a necesitar algo',
      body: 'Ha pasado un tiempo desde tu primer pedido. Si quedaste a gusto, aquí encuentras todo lo demás que hacemos.\n\nSi no fue así, nos gustaría saber por qué.',
      button: 'Echar un vistazo',
    },
    'we-miss-you': {
      subject: 'Hace tiempo que no nos vemos',
      body: 'Antes venías más a menudo, y no pasa nada: las cosas cambian.\n\nSi algo salió mal, dínoslo. Si simplemente ya tienes bastante de nuestros mensajes, la página de abajo los termina, todos o algunos.',
      button: 'Ver lo nuevo',
    },
    'thank-regular': {
      subject: 'Gracias por volver',
      body: 'Nos has hecho pedidos una y otra vez, y lo notamos.\n\nAquí no hay nada que comprar. Solo queríamos darte las gracias.',
    },
    'sorry-refund': {
      subject: 'Sobre tu reembolso',
      body: 'Tu pedido no salió como debía, y se te devolvió dinero. Sentimos las molestias.\n\nSi nos cuentas qué falló, podremos hacerlo mejor. Si prefieres dejarlo así, lo entendemos.',
    },
    birthday: {
      subject: 'Feliz cumpleaños, {{first_name}}',
      body: 'Todo lo mejor para este nuevo año de vida, de parte de todo el equipo: {{shop}}.\n\nTú nos dijiste el día. En la página de abajo puedes borrarlo cuando quieras.',
    },
  },
}
