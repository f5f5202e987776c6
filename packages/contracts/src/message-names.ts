import type { MessageChannel, MessageState, Names, NoticeTopic } from './terms.ts'

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

export const messageChannelNames: Record<MessageChannel, Names> = {
  email: n('邮件', 'E-mail'),
  sms: n('短信', 'Text message'),
  wechat: n('微信', 'WeChat'),
}

export const noticeTopicNames: Record<NoticeTopic, Names> = {
  progress: n('诉求进展', 'Progress of requests'),
  price: n('报价与同意', 'Prices and consent'),
  rating: n('请您评价', 'Asking for a rating'),
  premises: n('房屋与住户', 'Premises and household'),
  work: n('诉求与工单', 'Requests and orders'),
  clocks: n('时限与规则', 'Clocks and rules'),
  duty: n('值班呼叫', 'Duty calls'),
}

export const messageStateNames: Record<MessageState, Names> = {
  waiting: n('待发送', 'Waiting'),
  quiet: n('暂缓', 'Held'),
  merged: n('已合并', 'Merged'),
  sent: n('已发出', 'Sent'),
  delivered: n('已送达', 'Delivered'),
  failed: n('被拒绝', 'Refused'),
  gaveUp: n('已放弃', 'Given up'),
  skipped: n('未发送', 'Not sent'),
  cancelled: n('已取消', 'Cancelled'),
}
