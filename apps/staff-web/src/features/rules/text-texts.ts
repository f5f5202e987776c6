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
    mail: '同时发送邮件',
    mailHint: '未填写邮箱的人只收到站内通知。',
    mailByChain: '值班呼叫是否发邮件由值班链规定。',
  },
  {
    hint: 'What stands in braces is filled in when it is sent. What is told from publication on has the new text; what was told before stays.',
    title: 'Title',
    body: 'Text',
    insert: 'Insert',
    insertOne: 'Insert {{name}}',
    preview: 'Preview, with examples',
    mail: 'Mailed too',
    mailHint: 'Whoever has no address is told in the app only.',
    mailByChain: 'Whether a duty call is mailed is for the duty chain to say.',
  },
)
