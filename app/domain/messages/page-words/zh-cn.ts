import type { PageWords } from '../page-words-shape.ts'

/** Simplified Chinese. */
export const zhCn: PageWords = {
  title: '{{shop}}可以给您发什么',
  intro: '由您决定。每项更改立即生效，您随时可以回到此页面。',
  saved: '已保存。',
  stopped: '已完成。您不会再收到{{shop}}的消息。',
  badDate: '没有这一天。未作任何更改。',
  off: {
    ways: '您目前不会收到任何消息：所有发送方式都已关闭。若要重新收到下面勾选的内容，请在“{{where}}”中勾选其中一种，然后按“{{save}}”。',
    all: '您目前不会收到任何内容。若要重新收到商店的消息，请取消勾选“{{never}}”，然后按“{{save}}”。',
  },
  lacking: {
    all: '{{shop}}不能向您发送消息：您尚未在商店中同意，或已撤回同意。您可以在下次下单时或在商店账户中表示同意。',
    email:
      '{{shop}}不能通过电子邮件向您发送消息：您尚未在商店中同意，或已撤回同意。您可以在下次下单时或在商店账户中表示同意。',
  },
  often: { title: '多少条消息和推荐？', atMost: '{{days}} 天内最多 {{count}} 条' },
  pause: { title: '暂停', label: '在此日期前不发消息', hint: '不需要暂停请留空。' },
  topics: {
    title: '关于什么？',
    hint: '您会收到勾选的内容。',
    help: '所购商品的帮助',
    reminders: '用完时的提醒',
    offers: '与所购商品相配的东西',
    thanks: '感谢和祝福',
  },
  channels: {
    title: '通过什么方式？',
    email: '通过电子邮件',
    other: '通过商店的其他方式，例如短信',
    page: '在商店自己的页面上',
  },
  never: {
    title: '完全不要',
    label: '永远不要给我发消息',
    hint: '您的订单和付款仍会由商店确认。',
  },
  birthday: {
    title: '您的生日（可不填）',
    hint: '只要月和日，用于送上祝福。选择“无”即会被忘记。',
    day: '日',
    month: '月',
    none: '无',
  },
  save: '保存',
  bought: {
    title: '您购买的东西',
    hint: '您在这里说的会改变接下来的内容。',
    said: '您说过：{{said}}',
    finished: '用完了',
    gift: '是送人的礼物',
    remind: '六周后提醒我',
    never: '再也不要',
  },
  planned: {
    message: '一条消息',
    title: '计划中的内容',
    none: '没有任何计划。',
    notBefore: '不早于{{date}}',
  },
  sent: {
    title: '您收到过什么，以及原因',
    none: '您还没有收到任何内容。',
    waits: '目前等待中。',
    dropped: '最终没有发送。',
  },
  stop: {
    title: '停止所有消息？',
    text: '按一下，您就不会再收到{{shop}}的消息。日后若想再次收到，需要在商店中重新同意。',
    button: '停止所有消息',
  },
  invalid: {
    title: '此链接无效',
    text: '它可能不完整或已失效。最近一封消息末尾的链接可以使用。',
  },
  busy: '请求过多。请过几分钟再试。',
}
