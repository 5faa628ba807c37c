import type { Words } from '../words-shape.ts'

/** Japanese. */
export const ja: Words = {
  greeting: { warm: '{{first_name}}様、いつもありがとうございます。', plain: '{{first_name}}様' },
  missing: { product: 'ご注文の品', shop: '当店', first_name: 'お客' },
  reasons: {
    ordered: '{{date}}に{{shop}}でご注文いただいたため、お送りしています。',
    delivered: '{{date}}のご注文が届いたため、お送りしています。',
    'ordered-again': '何度もご注文いただいているため（前回は{{date}}）、お送りしています。',
    refunded: '{{date}}のご注文が返金されたため、お送りしています。',
    'running-out': '{{product}}がそろそろなくなる頃かと思い、お送りしています。',
    quiet: '前回のご注文（{{date}}）からしばらく経ったため、お送りしています。',
    birthday: 'お誕生日を教えていただいたため、お送りしています。',
    anniversary: '{{date}}に初めてご注文いただいたため、お送りしています。',
    customer: '{{shop}}のお客様にお送りしています。',
  },
  frame: {
    preferences: '受け取る内容を選ぶ',
    stopAll: 'すべてのメッセージを止める',
    buy: 'カートに入れる',
    cartNote: 'ボタンを押すとカートが開きます。お支払いまで購入にはなりません。',
    priceNow: '{{was}}のところ{{now}}',
    amountOff: 'お会計時に{{amount}}割引',
    freeShipping: '送料無料',
    gift: '{{gift}}を無料でお付けします',
  },
  items: {
    'bought-together': { other: '{{count}}人のお客様が{{with}}と一緒に購入' },
    'bought-again': { other: 'これまでに{{count}}回ご購入' },
    'bought-again-rhythm': { other: 'およそ{{count}}日ごとにご購入' },
    'comes-back': { other: '{{count}}人のお客様が約{{days}}日後に再購入' },
    popular: { other: '{{days}}日間に{{count}}人が購入' },
    alike: '{{with}}に似ています',
    picked: 'お店が選んだ商品',
    'picked-with': 'お店が{{with}}に合わせて選んだ商品',
    suggested: '{{with}}と一緒におすすめ',
    reminder: 'お知らせをご希望の商品',
  },
  templates: {
    welcome: {
      subject: '初めてのご注文ありがとうございます',
      body: 'ご注文を承りました。当店を見つけてくださり、うれしく思います。\n\nお届けの前でも後でも、ご不明な点があればお知らせください。人が読んでいます。',
    },
    'how-to': {
      subject: '使い始めに：{{product}}',
      body: '{{product}}はもうお手元に届いた頃かと思います。最初は落ち着いた時間に、簡単なところから始めて、数日お試しください。\n\n思ったようにいかないときは、お知らせください。引き出しにしまわれてしまう前に、お手伝いしたいのです。',
      button: '詳しく見る',
    },
    'check-in': {
      subject: '{{product}}はいかがですか',
      body: '{{product}}がお手元に届いてしばらく経ちました。ご期待どおりでしたか。\n\nそうであれば、それだけで十分です。そうでなければ、何が気になるかお知らせください。解決の方法を探します。',
    },
    'month-after': {
      subject: '{{product}}と一か月',
      body: '{{product}}はもう毎日の一部になっているかもしれません。お手入れや消耗についての疑問が出てくる頃です。\n\nご質問があればお尋ねください。悪くなったところがあれば、それも教えてください。',
    },
    'goes-well': {
      subject: '{{product}}に合うもの',
      body: '{{product}}をお選びいただきました。それに合うものを、ご紹介する理由とともにお知らせします。\n\n必要なものがおそろいでしたら、何もなさらなくて大丈夫です。',
    },
    'running-out': {
      subject: '{{product}}は足りていますか',
      body: 'これまでのご注文から見ると、{{product}}がそろそろなくなる頃かもしれません。\n\nまだ十分にあるときは、下のページでお知らせください。また後でお尋ねします。',
      button: 'もう一度注文する',
    },
    'second-order': {
      subject: 'また何か必要になったときに',
      body: '初めてのご注文からしばらく経ちました。ご満足いただけたなら、ほかの品はこちらでご覧いただけます。\n\nそうでなかったなら、理由を教えていただけるとうれしいです。',
      button: '見てみる',
    },
    'we-miss-you': {
      subject: 'お久しぶりです',
      body: '以前はもっとお越しいただいていました。状況が変わるのは自然なことです。\n\n何か問題があったなら、お知らせください。メッセージが多すぎるだけでしたら、下のページですべて、または一部を止められます。',
      button: '新しいものを見る',
    },
    'thank-regular': {
      subject: 'いつもありがとうございます',
      body: '何度もご注文いただいていることに、私たちは気づいています。\n\nここで買っていただくものはありません。ただお礼をお伝えしたかったのです。',
    },
    'sorry-refund': {
      subject: 'ご返金について',
      body: 'ご注文は思うようにいかず、返金となりました。ご迷惑をおかけして申し訳ありません。\n\n何が問題だったか教えていただければ、改善できます。このままにしておきたい場合も、もちろん承知しております。',
    },
    birthday: {
      subject: '{{first_name}}様、お誕生日おめでとうございます',
      body: '新しい一年がすばらしいものになりますように。{{shop}}一同より。\n\nこの日はご自身が教えてくださったものです。下のページでいつでも取り消せます。',
    },
  },
}
