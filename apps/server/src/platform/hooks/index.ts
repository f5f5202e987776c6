// Web hooks out: who is told of what, deliveries with their attempts, and the sender of the jobs role.
export { hooksHandler } from './collect.ts'
export type { HookDeps } from './commands.ts'
export { forgetDeliveriesJob } from './forget.ts'
export { hookRoutes } from './routes.ts'
export { createHookSender, type HookSender } from './sender.ts'
