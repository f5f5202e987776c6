import { type Names, type NoticeTopic, placeholdersOf } from '@sims/contracts'
import { alarmKinds } from './kinds/alarms.ts'
import { backupKinds } from './kinds/backups.ts'
import { customerKinds } from './kinds/customers.ts'
import { deskKinds } from './kinds/desk.ts'
import type { NoticeKind } from './kinds/kind.ts'
import { orderKinds } from './kinds/orders.ts'
import { priceKinds } from './kinds/price.ts'
import { residencyKinds } from './kinds/residencies.ts'

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

/** The kinds by what they are about, as lists show them. */
const groups: { names: Names; topic: NoticeTopic; kinds: Record<string, NoticeKind> }[] = [
  { names: n('诉求进展（发给客户）', 'Requests, to customers'), topic: 'progress', kinds: customerKinds },
  { names: n('诉求办理（发给员工）', 'Requests, to staff'), topic: 'work', kinds: deskKinds },
  { names: n('报价与同意', 'Prices and consent'), topic: 'price', kinds: priceKinds },
  { names: n('工单', 'Work orders'), topic: 'work', kinds: orderKinds },
  { names: n('房屋与住户（发给客户）', 'Premises, to customers'), topic: 'premises', kinds: residencyKinds },
  { names: n('时限、值班与规则', 'Clocks, duty and rules'), topic: 'clocks', kinds: alarmKinds },
  {
    names: n('系统运行（发给系统管理员）', 'Running SIMS, to system administrators'),
    topic: 'work',
    kinds: backupKinds,
  },
]

/** Every kind of notice with the text that comes with the product, in the order of lists. */
export const noticeKinds: ReadonlyMap<string, NoticeKind & { group: Names; topic: NoticeTopic }> = new Map(
  groups.flatMap(({ names, topic, kinds }) =>
    Object.entries(kinds).map(([name, kind]) => [name, { topic, ...kind, group: names }] as const),
  ),
)

/** The kinds that steps of a process may order: those that tell of a record and nothing else. */
export const stepNotices: ReadonlySet<string> = new Set(
  [...noticeKinds.keys()].filter((name) => placeholdersOf(name).ofStep),
)

/** @throws Error for a kind without a text: the event is set aside, and the process that names it is wrong */
export function noticeKind(name: string): NoticeKind & { topic: NoticeTopic } {
  const found = noticeKinds.get(name)
  if (!found) throw new Error(`there is no text for notices of the kind ${name}`)
  return found
}
