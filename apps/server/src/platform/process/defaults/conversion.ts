import type { Role } from '../definition.ts'
import { desk, effect, field, names, option, reason, step } from './parts.ts'

/**
 * What was asked or seen turns out to be something to repair: it goes on as a repair with all that was said, and ends here
 * as what goes on in another request does. The customer has been waiting since the first report, whatever it was called.
 */
export const toRepair = (from: string[]) =>
  step({
    key: 'toRepair',
    verb: 'transfer',
    from,
    to: 'cancelled',
    roles: desk,
    form: [field('repairCategory', 'choice', '报修类别', 'Category of the repair', { required: true }), reason],
    effects: [effect('convertTo', { kind: 'repair', notice: 'requestConverted' })],
    names: names('转为报修', 'Turn into a repair'),
  })

const complaintTakers: Role[] = [...desk, 'qualitySupervisor']

/** It turns out to be a complaint: about a person who is named, about one whom nobody can name, or about none. */
export const toComplaint = (from: string[]) =>
  step({
    key: 'toComplaint',
    verb: 'transfer',
    from,
    to: 'cancelled',
    roles: complaintTakers,
    form: [
      field('complaintCategory', 'choice', '投诉类别', 'Category of the complaint', { required: true }),
      field('concerned', 'person', '被投诉人（不涉及人员则不选）', 'Whom it is about (none: leave empty)'),
      field('unnamed', 'choice', '涉及人员但不知姓名', 'About somebody without a name', {
        options: [option('staff', '工作人员', 'A member of staff'), option('manager', '管理人员', 'A manager')],
      }),
      reason,
    ],
    effects: [
      effect('convertTo', { kind: 'complaint', notice: 'requestConverted', person: 'concerned', unnamed: 'unnamed' }),
    ],
    names: names('转为投诉', 'Turn into a complaint'),
  })
