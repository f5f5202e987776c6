// Service requests: taken, triaged, dispatched, done, rated, settled, archived.
export { type CreateDeps, createRequest } from './create.ts'
export { numberOf } from './domain/number.ts'
export {
  type HistoryRecord,
  type HistoryRow,
  type HistoryRules,
  type HistoryRun,
  historyRules,
  insertHistory,
} from './history.ts'
export { isTouched, knownHistory, knownNumbers, updateHistory } from './history-known.ts'
export { removeHistory } from './history-undo.ts'
export { requestLink } from './link.ts'
export {
  describeRequests,
  ownersOf,
  requestersOf,
  requestersOfMerged,
  requestsHiddenFrom,
  requestsKept,
} from './notices.ts'
export { praisedIn } from './praised.ts'
export { type RequestDeps, requestRoutes } from './routes.ts'
export { categoryRule, matrixRule } from './rule-kinds.ts'
export { indexRequests } from './search.ts'
export { type Outcome, takeRequestSteps, type Wanted } from './steps.ts'
export { takeTimedSteps } from './timed.ts'
export { visibleRequests } from './visible.ts'
