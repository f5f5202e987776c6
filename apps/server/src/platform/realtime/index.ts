// Pages change by themselves: one event stream per browser with kind, id and version of what changed.
export { type Change, changesOf, mayHear } from './change.ts'
export { announce } from './channel.ts'
export { createRealtime, type HiddenFrom, type KeptRecords, type RealtimeOptions, realtimeHandler } from './realtime.ts'
