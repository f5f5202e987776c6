import { type Role, roleNames, SHEETS, type SheetFieldName } from '@sims/contracts'
import { allStaff, linesOf, staffOfTable, staffRows } from '#modules/staff'
import { ADMINISTRATORS, assertMay } from '#platform/access'
import { normalizePhone } from '#platform/privacy'
import { foldName } from '../cells.ts'
import type { Objection, ReadCell, Sheet, Values } from '../sheet/sheet.ts'
import { readEmail, spelled } from '../sheet/values.ts'

type Field = SheetFieldName<'staff'>

/** Phones are kept as people write them, as long as they are phones. */
const readPhone: ReadCell = (text) =>
  normalizePhone(text) === undefined ? { fault: 'imports.badPhone' } : { value: text }

/** Items of a cell: a line, a semicolon or a comma each. */
const itemsOf = (text: string) =>
  text
    .split(/[;；,，、\n]+/)
    .map(spelled)
    .filter((item) => item !== '')
const lines = (items: readonly string[]) => ({ value: [...new Set(items)].sort().join('\n') })

/** Keys of choices by their names in both languages. */
function keysOf(
  choices: Readonly<Record<string, { 'zh-CN': string; en: string }>>,
): (name: string) => string | undefined {
  const keys = new Map(
    Object.entries(choices).flatMap(([key, names]) =>
      [names['zh-CN'], names.en, key].map((one) => [foldName(one), key]),
    ),
  )
  return (name) => keys.get(foldName(name))
}

const roleKey = keysOf(roleNames)
const skillKey = keysOf(SHEETS.staff.skills.choices)

/** Roles, each in the whole company or `role@community`. */
const readRoles: ReadCell = (text) => {
  const roles: string[] = []
  for (const item of itemsOf(text)) {
    const [name = '', community] = item.split(/[@＠]/).map((part) => part.trim())
    const key = roleKey(name)
    if (!key) return { fault: 'imports.badChoice', params: { value: name } }
    roles.push(community ? `${key}@${community}` : key)
  }
  return lines(roles)
}

/** Whether a table may give these roles: the three administrators are appointed by a person, residents are no staff. */
const isGrantable = (roles: string | null) =>
  linesOf(roles).every((role) => Object.hasOwn(SHEETS.staff.roles.choices, role.split('@')[0] as string))

const readSkills: ReadCell = (text) => {
  const items = itemsOf(text)
  const unknown = items.find((item) => !skillKey(item))
  return unknown
    ? { fault: 'imports.badChoice', params: { value: unknown } }
    : lines(items.map((item) => skillKey(item) as string))
}

const isAdministrator = (roles: string | null) => linesOf(roles).some((role) => ADMINISTRATORS.includes(role as Role))

const NEEDED: readonly Field[] = ['employeeNumber', 'name', 'account', 'roles']

/** Who works here, as what, where, in which teams and with which skills. */
export const staff: Sheet<Field> = {
  subject: 'staff',
  recordKind: 'staff',
  fields: SHEETS.staff,
  assertMay: (actor) => assertMay(actor, 'staff.manage'),
  examples: [
    {
      employeeNumber: 'A101',
      name: '陈小满',
      account: 'chen.xiaoman',
      phone: '13800000001',
      roles: 'agent',
      communities: '安居花园',
    },
    {
      employeeNumber: 'A102',
      name: '刘大为',
      account: 'liu.dawei',
      phone: '13800000002',
      roles: 'technician',
      communities: '安居花园\n云溪雅苑',
      teams: '维修一班',
      skills: 'electrical\nplumbing',
    },
    { employeeNumber: 'A103', name: '何敏', account: 'he.min', roles: 'communityManager@安居花园\nqualitySupervisor' },
  ],
  read: {
    phone: readPhone,
    email: readEmail,
    roles: readRoles,
    communities: (text) => lines(itemsOf(text)),
    teams: (text) => lines(itemsOf(text)),
    skills: readSkills,
  },
  /** communities are where roles without one of their own are held */
  settle(given) {
    if (given.communities === undefined) return given
    const { communities, roles } = given
    if (!roles || communities === null) return { ...given, communities: null }
    const held = linesOf(roles).flatMap((role) =>
      role.includes('@') ? [role] : linesOf(communities).map((community) => `${role}@${community}`),
    )
    return { ...given, roles: lines(held).value, communities: null }
  },
  judge(values, before) {
    const missing = NEEDED.filter((field) => values[field] === null)
    const objections = missing.map((field): Objection<Field> => ({ field, code: 'imports.empty' }))
    if (values.roles !== before?.roles && !isGrantable(values.roles))
      objections.push({ field: 'roles', code: 'imports.roleNotGranted' })
    return objections
  },
  // an administrator is nothing else, and stays it
  fixed: (before, field) => field === 'roles' && isAdministrator(before.roles),
  identity: ({ employeeNumber }) => employeeNumber as string,
  label: ({ employeeNumber, name }) => `${employeeNumber} ${name}`,
  open(tx, _deps, run, now) {
    return {
      ...staffOfTable(tx, run.id, now),
      all: () => allStaff(tx),
      current: (ids): Promise<Map<string, Values<Field>>> => staffRows(tx, ids),
    }
  },
}
