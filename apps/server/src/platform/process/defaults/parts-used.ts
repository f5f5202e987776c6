import type { Role } from '../definition.ts'
import { effect, field, fieldStaff, names, note, reason, step } from './parts.ts'

const used = field('parts', 'parts', '配件与材料', 'Parts and materials')
const correctors: Role[] = ['teamLead', 'communityManager']

/**
 * What an order has used: the whole list each time, so that each entry of the timeline says how it stood then. After the
 * report only whoever leads corrects it, with a reason.
 */
export const partSteps = [
  step({
    key: 'recordParts',
    verb: 'recordParts',
    from: ['started', 'suspended'],
    to: null,
    roles: fieldStaff,
    guards: [{ name: 'byAssignee' }],
    form: [used, note],
    effects: [effect('keepParts')],
    names: names('登记配件', 'Record parts'),
  }),
  step({
    key: 'correctParts',
    verb: 'recordParts',
    from: ['done'],
    to: null,
    roles: correctors,
    form: [used, reason],
    effects: [effect('keepParts')],
    names: names('更正配件', 'Correct parts'),
  }),
]
