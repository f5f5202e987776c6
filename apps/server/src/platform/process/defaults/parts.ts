import type { ProcessDefinitionInput, Role } from '../definition.ts'

/** Short hands for writing definitions down; the definitions themselves are plain data. */
type Input<K extends 'states' | 'steps' | 'clocks'> = ProcessDefinitionInput[K][number]
type Field = Input<'steps'>['form'][number]

export const names = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export const state = (key: string, phase: Input<'states'>['phase'], zh: string, en: string, x: number, y: number) => ({
  key,
  phase,
  names: names(zh, en),
  x,
  y,
})

/** A step with what most steps have: taken by persons, no form, no guards, no effects. */
export const step = (
  s: Pick<Input<'steps'>, 'key' | 'verb' | 'from' | 'to' | 'names'> & Partial<Input<'steps'>>,
): Input<'steps'> => ({ roles: [], trigger: 'person', form: [], guards: [], effects: [], ...s })

export const field = (
  key: string,
  type: Field['type'],
  zh: string,
  en: string,
  more: Partial<Omit<Field, 'key' | 'type' | 'names'>> = {},
): Field => ({ key, type, required: false, names: names(zh, en), ...more })

export const option = (value: string, zh: string, en: string) => ({ value, names: names(zh, en) })

export const effect = (name: string, params: Record<string, string | string[]> = {}) => ({ name, params })

export const reason = field('reason', 'longText', '原因', 'Reason', { required: true, params: { max: 500 } })
export const note = field('note', 'longText', '备注', 'Note', { params: { max: 2000 } })

/** Who speaks with customers and may move a request along. */
export const desk: Role[] = ['agent', 'steward', 'dispatcher', 'communityManager']
/** Who does field work. */
export const fieldStaff: Role[] = ['technician', 'cleaner', 'gardener', 'guard', 'contractorWorker']

/** Told one after the other when a clock is late: the lead when it is due, then the manager, then the executive. */
export const chain = [
  { minutesAfter: 0, to: 'teamLead' as const },
  { minutesAfter: 120, to: 'communityManager' as const },
  { minutesAfter: 480, to: 'executive' as const },
]
