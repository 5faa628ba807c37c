import type { Words } from '../words-shape.ts'

/** Portuguese of Brazil. */
export const ptBr: Words = {
  greeting: { warm: 'Que bom falar com você, {{first_name}}.', plain: 'Olá, {{first_name}},' },
  missing: { product: 'seu pedido', shop: 'esta loja' },
  reasons: {
    ordered: 'Você recebe isto porque fez um pedido em {{date}}: {{shop}}.',
    delivered: 'Você recebe isto porque seu pedido de {{date}} chegou.',
    'ordered-again': 'Você recebe isto porque já fez vários pedidos, o último em {{date}}.',
    refunded: 'Você recebe isto porque seu pedido de {{date}} foi reembolsado.',
    'running-out': 'Você recebe isto porque talvez esteja acabando: {{product}}.',
    quiet: 'Você recebe isto porque faz um tempo desde seu último pedido, em {{date}}.',
    birthday: 'Você recebe isto porque nos contou seu aniversário.',
    anniversary: 'Você recebe isto porque seu primeiro pedido foi em {{date}}.',
    customer: 'Você recebe isto porque é cliente da loja: {{shop}}.',
  },
  frame: {
    preferences: 'Escolher o que recebo',
    stopAll: 'Não receber mais mensagens',
    buy: 'Colocar em um carrinho',
    cartNote: 'O botão abre um carrinho. Nada é comprado até você pagar.',
    priceNow: '{{now}} em vez de {{was}}',
    amountOff: '{{amount}} de desconto na finalização',
    freeShipping: 'Com frete grátis',
    gift: 'Com {{gift}} de brinde',
  },
  items: {
    'bought-together': {
      one: '{{count}} cliente comprou com {{with}}',
      many: '{{count}} de clientes compraram com {{with}}',
      other: '{{count}} clientes compraram com {{with}}',
    },
    'bought-again': {
      one: 'Você já comprou {{count}} vez',
      many: 'Você já comprou {{count}} de vezes',
      other: 'Você já comprou {{count}} vezes',
    },
    'bought-again-rhythm': {
      one: 'Você compra mais ou menos {{count}} vez por dia',
      many: 'Você compra mais ou menos a cada {{count}} de dias',
      other: 'Você compra mais ou menos a cada {{count}} dias',
    },
    'comes-back': {
      one: '{{count}} cliente comprou de novo após cerca de {{days}} dias',
      many: '{{count}} de clientes compraram de novo após cerca de {{days}} dias',
      other: '{{count}} clientes compraram de novo após cerca de {{days}} dias',
    },
    popular: {
      one: 'Comprado por {{count}} cliente em {{days}} dias',
      many: 'Comprado por {{count}} de clientes em {{days}} dias',
      other: 'Comprado por {{count}} clientes em {{days}} dias',
    },
    alike: 'Parecido com {{with}}',
    picked: 'Escolhido pela loja',
    'picked-with': 'Escolhido pela loja para combinar com {{with}}',
    suggested: 'Sugerido com {{with}}',
    reminder: 'Você pediu para ser lembrado',
  },
  templates: {
    welcome: {
      subject: 'Obrigado pelo seu primeiro pedido',
      body: 'Seu pedido está conosco, e ficamos felizes por você ter nos encontrado.\n\nSe algo não estiver claro, antes ou depois da chegada, escreva para nós. Uma pessoa lê.',
    },
    'how-to': {
      subject: 'Um bom começo com {{product}}',
      body: 'A esta altura você já deve estar com {{product}}. Reserve um momento tranquilo para a primeira vez, comece pelo simples e dê alguns dias.\n\nSe algo não funcionar como você espera, escreva para nós. Preferimos ajudar a ver tudo parado numa gaveta.',
      button: 'Ver todos os detalhes',
    },
    'check-in': {
      subject: 'O que você achou? {{product}}',
      body: 'Já faz um tempinho que você está com {{product}}. É o que você esperava?\n\nSe for, era só isso que queríamos saber. Se não, conte o que está errado, e vamos procurar um jeito de resolver.',
    },
    'month-after': {
      subject: 'Um mês com {{product}}',
      body: 'A esta altura {{product}} já deve fazer parte dos seus dias. É quando surgem as dúvidas sobre cuidado e desgaste.\n\nSe tiver alguma, pergunte. E se algo piorou, queremos saber.',
    },
    'goes-well': {
      subject: 'Combina com {{product}}',
      body: 'Você escolheu {{product}}. Aqui está o que combina e, em cada item, o motivo de termos pensado nele.\n\nSe você já tem tudo de que precisa, não há nada a fazer.',
    },
    'running-out': {
      subject: 'Ainda tem o bastante? {{product}}',
      body: 'Pelos seus pedidos anteriores, talvez esteja acabando por agora: {{product}}.\n\nSe ainda tem bastante, diga na página abaixo, e perguntaremos mais tarde.',
      button: 'Pedir de novo',
    },
    'second-order': {
      subject: 'Para quando precisar de algo de novo',
      body: 'Faz um tempo desde seu primeiro pedido. Se você gostou, aqui encontra tudo o mais que fazemos.\n\nSe não gostou, queremos saber por quê.',
      button: 'Dar uma olhada',
    },
    'we-miss-you': {
      subject: 'Faz um tempo',
      body: 'Você costumava aparecer mais, e tudo bem: as coisas mudam.\n\nSe algo deu errado, conte para nós. Se você simplesmente se cansou das nossas mensagens, a página abaixo encerra todas ou algumas.',
      button: 'Ver as novidades',
    },
    'thank-regular': {
      subject: 'Obrigado por voltar',
      body: 'Você fez pedidos conosco várias vezes, e nós notamos.\n\nNão há nada para comprar aqui. Só queríamos agradecer.',
    },
    'sorry-refund': {
      subject: 'Sobre seu reembolso',
      body: 'Seu pedido não saiu como devia, e você recebeu dinheiro de volta. Sentimos muito pelo transtorno.\n\nSe você contar o que deu errado, podemos melhorar. Se preferir deixar assim, entendemos.',
    },
    birthday: {
      subject: 'Feliz aniversário, {{first_name}}',
      body: 'Tudo de bom para o seu novo ano, de toda a equipe: {{shop}}.\n\nFoi você quem nos contou a data. Na página abaixo, pode apagá-la quando quiser.',
    },
  },
}
