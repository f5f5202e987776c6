import { texts } from '@sims/ui'

export const useTextText = texts(
  'ruleTexts',
  {
    hint: '花括号内的是占位符，发送时换成实际内容。发布后写的通知用新文案，已发出的通知不变。',
    title: '标题',
    body: '正文',
    insert: '插入',
    insertOne: '插入{{name}}',
    preview: '预览（示例内容）',
    mail: '同时发送到系统外',
    mailHint: '邮件、短信或微信，按各人的选择；没有填写的只收到站内通知。',
    mailByChain: '值班呼叫发往哪里由值班链规定。',
  },
  {
    hint: 'What stands in braces is filled in when it is sent. What is told from publication on has the new text; what was told before stays.',
    title: 'Title',
    body: 'Text',
    insert: 'Insert',
    insertOne: 'Insert {{name}}',
    preview: 'Preview, with examples',
    mail: 'Leaves the app too',
    mailHint: 'By mail, text message or WeChat, as each person wants; without an address in the app only.',
    mailByChain: 'By what a duty call is told is for the duty chain to say.',
  },
)
