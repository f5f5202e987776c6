export { calendarRule } from './calendar-rule.ts'
export { seedCalendar } from './calendar-seed.ts'
export { CALENDAR, calendarYearFaults, saveCalendarYears } from './calendar-years.ts'
export { clockChanges } from './clock-changes.ts'
export { clockRules, isClosed } from './compile.ts'
export { clockContext, forgetClockContext } from './context.ts'
export { DEFAULT_DEFINITIONS } from './defaults/index.ts'
export {
  type ClockDef,
  definitionSchema,
  type FieldDef,
  type ProcessDefinition,
  type ProcessDefinitionInput,
  type ProcessEvent,
  type StateDef,
  type StepDef,
} from './definition.ts'
export {
  currentDefinition,
  definitionById,
  definitionsById,
  formerStates,
  PROCESS,
  type StoredDefinition,
} from './definitions.ts'
export { createDueClocks, type DueClocksOptions, fireDueClocks } from './due-clocks.ts'
export type { DueStep, TakeDueSteps } from './due-steps.ts'
export { CALL_NAMES, EMERGENCY_CALL, lockRinging, passCall, type RingingRecord } from './duty-call.ts'
export { exceptionsJob } from './exceptions.ts'

export { checkForm, fieldOf, filesIn, filesMaybeIn } from './form.ts'
export { countOrders, type OrderCounts, orderStepFor, requestStepFor } from './links.ts'
export { namesIn } from './names.ts'
export { afterLastStep } from './occurrence.ts'
export { presentPicture } from './picture.ts'
export {
  loadTimeline,
  OPEN_TO_RESIDENTS,
  presentAllowed,
  presentClocks,
  presentTimeline,
  type TimelineRow,
  timelineFor,
} from './present.ts'
export {
  type Actor,
  type ClockChange,
  type ProcessRecord,
  type RecordFacts,
  type StepContext,
  type StepRequest,
  type StepTaken,
  SYSTEM,
} from './record.ts'
export { checkReferences, loadReferences, type References } from './references.ts'
export { categoryField, EFFECTS, FOLLOW_UP_CLOCKS, GUARDS } from './registry.ts'
export { changeCalendar, createRetiming, type RetimingOptions, retimeRecords, SETTLED_MS } from './retiming.ts'
export { processRoutes } from './routes.ts'
export { processRule } from './rule.ts'
export { processActor, type RecordRow, refusalOf, reportingActor, type Stepped, saveSteps, tellStep } from './step.ts'
export { applyClockChanges, type Columns, loadClocks, type RecordTable, saveClocks } from './store.ts'
export { systemScope } from './system-scope.ts'
export {
  allowedSteps,
  happened,
  happenedBefore,
  openRecord,
  orThrow,
  type PastEvent,
  type StepRefused,
  transition,
} from './transition.ts'
export { validateDefinition } from './validate/index.ts'
