import { SHEETS, type SheetFieldName } from '@sims/contracts'
import {
  allResidents,
  changeResidents,
  dayIn,
  type ResidentRow,
  removeResidents,
  residentRows,
  residentsOfTable,
} from '#modules/customers'
import { assertMay } from '#platform/access'
import { localTimeOf } from '#platform/exchange'
import { normalizePhone } from '#platform/privacy'
import { assertWholeCompany } from '../policy.ts'
import type { Objection, ReadCell, Sheet, Values } from '../sheet/sheet.ts'
import { readEmail } from '../sheet/values.ts'

type Field = SheetFieldName<'customers'>

const readPhone: ReadCell = (text) => {
  const value = normalizePhone(text)
  return value === undefined ? { fault: 'imports.badPhone' } : { value }
}

const readDay: ReadCell = (_text, cell) => {
  const at = localTimeOf(cell)
  return at ? { value: at.local.slice(0, 10) } : { fault: 'imports.badDate' }
}

/**
 * Who lives or works where: a row is one person or firm at one of their premises. Names, phones and addresses are read,
 * compared and sealed; they stand in no log and, without a reason and the right to reveal them, in no export.
 */
export const customers: Sheet<Field> = {
  subject: 'customers',
  recordKind: 'residency',
  fields: SHEETS.customers,
  reveals: 'customers.reveal',
  assertMay(actor) {
    assertMay(actor, 'customers.import')
    assertWholeCompany(actor, 'customers.import')
  },
  examples: [
    home('1501', { person: '张三', kind: 'person', phone: '13900000001', residency: 'owner', from: '2019-06-01' }),
    home('1501', { person: '李四', kind: 'person', phone: '13900000001', residency: 'householdMember' }),
    home('1502', {
      person: '王五',
      kind: 'person',
      phone: '13900000002',
      residency: 'lessee',
      from: '2026-01-01',
      until: '2026-12-31',
    }),
    home('1602', { person: '杭州某某科技有限公司', kind: 'firm', phone: '0571-88000000', residency: 'owner' }),
  ],
  read: { phone: readPhone, email: readEmail, from: readDay, until: readDay },
  judge(values) {
    const needed: Field[] = ['community', 'room', 'person', 'kind', 'residency']
    const objections = needed
      .filter((field) => values[field] === null)
      .map((field): Objection<Field> => ({ field, code: 'imports.empty' }))
    if (values.entrance !== null && values.building === null)
      objections.push({ field: 'building', code: 'imports.empty' })
    if (values.from !== null && values.until !== null && values.until < values.from)
      objections.push({ field: 'until', code: 'imports.untilTooEarly' })
    return objections
  },
  identity: ({ community, building, entrance, room, person, phone }) =>
    JSON.stringify([community, building, entrance, room, person, phone]),
  label: ({ community, building, entrance, room, person }) =>
    `${community} ${[building, entrance, room].join('')} ${person}`,
  open(tx, { secrets }, run, now) {
    const table = residentsOfTable(tx, secrets, { runId: run.id, createdBy: run.createdBy, now })
    const holders = new Map<string, ResidentRow>()
    return {
      ...table,
      all: () => allResidents(tx),
      async current(ids) {
        const rows = await residentRows(tx, secrets, ids)
        for (const [id, row] of rows) holders.set(id, row)
        return new Map([...rows].map(([id, { customerId: _customer, wrappedKey: _key, ...values }]) => [id, values]))
      },
      async object(changes) {
        const day = await dayIn(tx, now)
        const objections = new Map<string, Objection<Field>>()
        const people = new Map<string, string>()
        for (const { id, before, values } of changes) {
          if (values.until !== null && values.until < day && values.until !== before.until)
            objections.set(id, { field: 'until', code: 'imports.inPast' })
          // of somebody with several premises each row says the same, or the first one counts
          const customer = holders.get(id)?.customerId as string
          const person = JSON.stringify([values.person, values.kind, values.phone, values.email])
          if (people.has(customer) && people.get(customer) !== person)
            objections.set(id, { field: 'person', code: 'imports.saysOtherwise' })
          else people.set(customer, person)
        }
        return objections
      },
      async change(changes) {
        changeResidents(
          tx,
          secrets,
          changes.map(({ id, values }) => {
            const { customerId, wrappedKey } = holders.get(id) as ResidentRow
            return { id, values, customerId, wrappedKey }
          }),
        )
      },
      remove: (ids) => removeResidents(tx, run.id, ids),
      removeRest: async () => undefined,
    }
  },
}

function home(room: string, rest: Partial<Values<Field>>): Partial<Values<Field>> {
  return { community: '安居花园', building: '3栋', entrance: '2单元', room, ...rest }
}
