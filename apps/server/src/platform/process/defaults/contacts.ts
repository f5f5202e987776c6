import type { Role } from '../definition.ts'
import { desk, effect, field, names, option, step } from './parts.ts'

/** How somebody was spoken with. */
export const way = field('way', 'choice', '方式', 'How', {
  required: true,
  options: [
    option('phone', '电话', 'By phone'),
    option('visit', '上门', 'At their door'),
    option('centre', '来服务中心', 'At the service centre'),
    option('message', '短信或微信', 'By message'),
  ],
})
const text = (key: string, zh: string, en: string, max: number) =>
  field(key, 'longText', zh, en, { required: true, params: { max } })

/**
 * What passes between customer and company while a request is open, whatever its kind. Only a talk that took place is
 * contact; an attempt that failed is kept as proof and meets nothing.
 */
export const contacts = (from: string[], speakers: Role[] = desk) => [
  step({
    key: 'talk',
    verb: 'contact',
    event: 'talk',
    from,
    to: null,
    roles: speakers,
    form: [way, text('said', '沟通内容', 'What was said', 2000)],
    names: names('记录沟通', 'Record a talk'),
  }),
  step({
    key: 'attempt',
    verb: 'contact',
    from,
    to: null,
    roles: speakers,
    form: [
      way,
      field('failure', 'choice', '原因', 'Why', {
        required: true,
        options: [
          option('noAnswer', '无人接听', 'Nobody answered'),
          option('unreachable', '关机或不在服务区', 'Phone is off or out of reach'),
          option('wrongNumber', '号码有误', 'Wrong number'),
          option('notHome', '家中无人', 'Nobody at home'),
          option('refused', '客户拒绝沟通', 'The customer would not talk'),
        ],
      }),
      field('note', 'text', '备注', 'Note', { params: { max: 500 } }),
    ],
    names: names('联系未成', 'Could not be reached'),
  }),
  step({
    key: 'answer',
    verb: 'answer',
    event: 'staffReply',
    from,
    to: null,
    roles: speakers,
    form: [text('text', '答复内容', 'Message', 2000)],
    effects: [effect('notifyRequester', { notice: 'requestAnswered' })],
    names: names('答复客户', 'Write to the customer'),
  }),
  step({
    key: 'reply',
    verb: 'reply',
    event: 'customerReply',
    from,
    to: null,
    roles: ['resident'],
    guards: [{ name: 'byRequester' }],
    form: [text('text', '补充内容', 'What you would add', 1000), field('photos', 'photos', '照片', 'Photos')],
    effects: [effect('notifyAssignee', { notice: 'requestReplied', roles: ['agent', 'steward'] })],
    names: names('补充说明', 'Add information'),
  }),
]
