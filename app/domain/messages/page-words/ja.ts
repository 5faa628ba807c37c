import type { PageWords } from '../page-words-shape.ts'

/** Japanese. */
export const ja: PageWords = {
  title: '{{shop}}からお送りする内容',
  intro: 'お決めになるのはお客様です。変更はすぐに反映され、このページにはいつでも戻れます。',
  saved: '保存しました。',
  stopped: '完了しました。{{shop}}からのメッセージはもう届きません。',
  badDate: 'その日は存在しません。何も変更していません。',
  often: { title: 'どのくらいの頻度で', atMost: '{{days}}日間に{{count}}通まで' },
  pause: {
    title: 'お休み',
    label: 'この日までメッセージを止める',
    hint: '止めない場合は空のままにしてください。',
  },
  topics: {
    title: '何について',
    hint: '選択したものが届きます。',
    help: '購入した品についてのご案内',
    reminders: 'なくなる頃のお知らせ',
    offers: '購入した品に合うもの',
    thanks: 'お礼とお祝い',
  },
  channels: {
    title: 'どこで',
    email: 'メールで',
    other: 'SMSなど、店舗が使うほかの方法で',
    page: '店舗のページで',
  },
  never: {
    title: '一切受け取らない',
    label: '今後は一切送らない',
    hint: 'ご注文とお支払いの確認は、引き続き店舗から届きます。',
  },
  birthday: {
    title: 'お誕生日（任意）',
    hint: '月と日だけを、お祝いのために使います。「なし」を選ぶと消去されます。',
    day: '日',
    month: '月',
    none: 'なし',
  },
  save: '保存する',
  bought: {
    title: 'ご購入の品',
    hint: 'ここでのお答えが、これからの内容を変えます。',
    said: 'お答え：{{said}}',
    finished: '使い切った',
    gift: '贈り物だった',
    remind: '六週間後に知らせてほしい',
    never: 'もういらない',
  },
  planned: {
    message: 'メッセージ',
    title: '予定していること',
    none: '予定はありません。',
    notBefore: '{{date}}より前にはお送りしません',
  },
  sent: {
    title: 'お送りしたものとその理由',
    none: 'まだ何もお送りしていません。',
    waits: '保留中です。',
    dropped: '結局お送りしませんでした。',
  },
  stop: {
    title: 'すべてのメッセージを止めますか',
    text: '一度押すだけで、{{shop}}からのメッセージは届かなくなります。後から変更できます。',
    button: 'すべてのメッセージを止める',
  },
  invalid: {
    title: 'このリンクは使えません',
    text: '途中で切れているか、もう有効ではないようです。最新のメッセージの末尾にあるリンクは使えます。',
  },
  busy: 'リクエストが多すぎます。数分後にもう一度お試しください。',
}
