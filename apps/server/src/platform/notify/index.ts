// Tells people what happened: notices in the app, and by mail through the job queue.
export { type NoticeHandlerOptions, noticeHandler } from './handler.ts'
export { type NoticeKind, noticeKinds, stepNotices } from './kinds.ts'
export { type MailOptions, mailJob } from './mail.ts'
export type { Describe, Recipient, Recipients } from './parts.ts'
export { noticeRoutes } from './routes.ts'
export { giveBackNotices, mailsSent, takeBackNotices } from './take-back.ts'
export type { Described } from './texts.ts'
export { type MailTransport, senderOf, smtpTransport } from './transport.ts'
