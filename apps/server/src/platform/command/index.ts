export { type Audit, audit } from './audit.ts'
export { type CommandCall, type CommandScope, command, occurrence } from './command.ts'
export { type NoticeOrder, type OutboxEvent, writeOutbox } from './outbox.ts'
export { type AuditedAs, type Entry, writeEntries } from './trail.ts'
