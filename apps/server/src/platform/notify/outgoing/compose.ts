import type { Locale } from '@sims/contracts'
import { statement, type Tx } from '#platform/db'
import { noticeKind } from '../kinds.ts'
import type { Describe } from '../parts.ts'
import { NOTICE, type NoticeRow } from '../store.ts'
import { textsOf } from '../text-rule.ts'
import { noticeParams, noticeWords } from '../texts.ts'

/** What one message says, and to whom; made at the moment of sending and stored nowhere. */
export interface Composed {
  organization: string
  locale: Locale
  customerId: string | null
  /** of members of staff */
  email: string | null
  phone: string | null
  /** one, or several that waited together; the oldest first */
  notices: { kind: string; title: string; body: string; params: Record<string, string> }[]
  /** absolute */
  link: string
}
type Row = NoticeRow &
  Pick<Composed, 'organization' | 'locale' | 'customerId' | 'email' | 'phone'> & { zone: string; active: boolean }

const read = statement(
  'delivery_content',
  `select ${NOTICE}, o.name as organization, o.time_zone as zone, a.locale, a.customer_id as "customerId", s.email,
     s.phone, a.disabled_at is null and (s.left_on is null or s.left_on > $3::date) as active
   from delivery d
   join notice n on n.organization_id = d.organization_id and n.id = d.notice_id
   join account a on a.organization_id = n.organization_id and a.id = n.account_id
   join organization o on o.organization_id = d.organization_id
   left join staff s on s.organization_id = a.organization_id and s.id = a.staff_id
   where d.organization_id = $1 and (d.id = $2 or d.merged_into = $2) and n.withdrawn_at is null
     and exists (select from delivery c where c.organization_id = $1 and c.id = $2 and c.state = 'waiting')
   order by n.created_at, n.id`,
)

/**
 * The content of a message with those merged into it, in the reader's language. `withdrawn`: nothing of it may be told
 * any more, or somebody has cancelled it; `left`: its reader can use their account no longer.
 */
export async function compose(
  tx: Tx,
  { describe, publicUrl }: { describe: Describe; publicUrl: string },
  deliveryId: string,
  now: Date,
): Promise<Composed | 'withdrawn' | 'left'> {
  const rows = await tx.query<Row>(read, [tx.organizationId, deliveryId, now])
  const [first] = rows
  if (!first) return 'withdrawn'
  if (!first.active) return 'left'
  const textOf = await textsOf(tx, rows)
  const notices: Composed['notices'] = []
  for (const row of rows) {
    const { recordKind, recordId, params, kind } = row
    const record = recordKind ? ((await describe(tx, recordKind, [recordId])).get(recordId) ?? null) : null
    const content = { text: textOf(row), record, params }
    const words = noticeWords(content, first.locale, first.zone)
    notices.push({ kind, ...words, params: noticeParams(content, first.locale, first.zone) })
  }
  const { organization, locale, customerId, email, phone } = first
  return { organization, locale, customerId, email, phone, notices, link: linkOf(publicUrl, rows) }
}

/** Where a message leads: residents and people in the field to the mobile web; several to the list of notices. */
function linkOf(publicUrl: string, rows: readonly Row[]): string {
  const [first] = rows as [Row]
  const mobile = first.customerId !== null || noticeKind(first.kind).page === 'mobile'
  const { recordKind, recordId } = first
  const page =
    rows.length > 1
      ? mobile
        ? 'notices'
        : ''
      : recordKind === null
        ? ''
        : `${recordKind === 'workOrder' ? 'orders' : 'requests'}/${recordId}`
  return new URL(`${mobile ? '/m/' : '/'}${page}`, publicUrl).href
}
