// Night and holiday duty: rosters, who is on duty now, and in which order they are called.
export { setDuty } from './commands.ts'
export { type OnDuty, onDuty } from './ringing.ts'
export { dutyRoutes } from './routes.ts'
export { dutyChainRule } from './rule-kinds.ts'
