import type { Words } from '../words-shape.ts'

/** Simplified Chinese. */
export const zhCn: Words = {
  greeting: { warm: '{{first_name}}，您好，很高兴给您写信。', plain: '{{first_name}}，您好：' },
  missing: { product: '您的订单', shop: '本店' },
  reasons: {
    ordered: '您收到此信，是因为您于{{date}}在{{shop}}下了订单。',
    delivered: '您收到此信，是因为您{{date}}的订单已送达。',
    'ordered-again': '您收到此信，是因为您已多次下单，最近一次是{{date}}。',
    refunded: '您收到此信，是因为您{{date}}的订单已退款。',
    'running-out': '您收到此信，是因为您的{{product}}可能快用完了。',
    quiet: '您收到此信，是因为距您上次下单（{{date}}）已有一段时间。',
    birthday: '您收到此信，是因为您告诉过我们您的生日。',
    anniversary: '您收到此信，是因为您于{{date}}第一次下单。',
    customer: '您收到此信，是因为您是{{shop}}的顾客。',
  },
  frame: {
    preferences: '选择您想收到的内容',
    stopAll: '停止所有消息',
    buy: '放入购物车',
    cartNote: '按钮会打开购物车。付款之前不会购买任何东西。',
    priceNow: '{{now}}，原价 {{was}}',
    amountOff: '结账时减 {{amount}}',
    freeShipping: '免运费',
    gift: '附赠{{gift}}',
  },
  items: {
    'bought-together': { other: '{{count}} 位顾客将它与{{with}}一起购买' },
    'bought-again': { other: '您已购买 {{count}} 次' },
    'bought-again-rhythm': { other: '您大约每 {{count}} 天购买一次' },
    'comes-back': { other: '{{count}} 位顾客约 {{days}} 天后再次购买' },
    popular: { other: '{{days}} 天内有 {{count}} 位顾客购买' },
    alike: '与{{with}}相似',
    picked: '店家精选',
    'picked-with': '店家为{{with}}挑选的搭配',
    suggested: '与{{with}}搭配推荐',
    reminder: '您曾要求提醒',
  },
  templates: {
    welcome: {
      subject: '感谢您的第一笔订单',
      body: '我们已收到您的订单，很高兴您找到了我们。\n\n收货前后如有不清楚的地方，请写信给我们。会有人亲自阅读。',
    },
    'how-to': {
      subject: '好的开始：{{product}}',
      body: '{{product}}应该已经到您手中。第一次使用时，请留一点安静的时间，从简单的开始，多试几天。\n\n如果哪里与预期不符，请写信给我们。我们宁愿帮忙，也不愿它被收进抽屉。',
      button: '查看详细介绍',
    },
    'check-in': {
      subject: '{{product}}用得怎么样？',
      body: '{{product}}在您手边已有一段时间。它符合您的期待吗？\n\n如果是，这就是我们想知道的全部。如果不是，请告诉我们哪里不对，我们会想办法解决。',
    },
    'month-after': {
      subject: '一个月了：{{product}}',
      body: '现在{{product}}大概已经成为您日常的一部分。这时常会有保养和磨损方面的问题。\n\n如有疑问，请尽管问。如果哪里变差了，我们也想知道。',
    },
    'goes-well': {
      subject: '与{{product}}很搭',
      body: '您选择了{{product}}。这里是与它相配的东西，每一件都写明了我们想到它的原因。\n\n如果您什么都不缺，就无需做任何事。',
    },
    'running-out': {
      subject: '{{product}}还够吗？',
      body: '从您以往的订单看，{{product}}这时可能快用完了。\n\n如果还有很多，请在下面的页面告诉我们，我们以后再问。',
      button: '再次订购',
    },
    'second-order': {
      subject: '当您再需要什么的时候',
      body: '距您的第一笔订单已有一段时间。如果您满意，可以在这里看到我们的其他产品。\n\n如果不满意，我们想知道原因。',
      button: '看看',
    },
    'we-miss-you': {
      subject: '好久不见',
      body: '您以前来得更多，这没关系：事情总会变化。\n\n如果哪里出了问题，请告诉我们。如果您只是不想再收到我们的消息，可以在下面的页面停止全部或一部分。',
      button: '看看有什么新的',
    },
    'thank-regular': {
      subject: '感谢您再次光临',
      body: '您一次又一次在我们这里下单，我们都看在眼里。\n\n这里没有要卖的东西。我们只想说声谢谢。',
    },
    'sorry-refund': {
      subject: '关于您的退款',
      body: '您的订单不尽如人意，款项已退还给您。给您添了麻烦，我们很抱歉。\n\n如果您告诉我们哪里出了问题，我们可以做得更好。如果您不想再提，我们理解。',
    },
    birthday: {
      subject: '生日快乐，{{first_name}}',
      body: '{{shop}}全体祝您新的一岁一切都好。\n\n这个日子是您自己告诉我们的。您可以随时在下面的页面删除它。',
    },
  },
}
