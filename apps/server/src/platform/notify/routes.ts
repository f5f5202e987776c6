import type { Answer, NoticeText, RecordKind } from '@sims/contracts'
import { type Actor, formatInstant } from '#kernel'
import type { Db, Tx } from '#platform/db'
import { type Http, pageOf, readCursor } from '#platform/http'
import type { Describe } from './parts.ts'
import { markRead, type NoticeRow, noticesOf } from './store.ts'
import { textsOf } from './text-rule.ts'
import { type Described, noticeWords } from './texts.ts'

type Notice = Answer<'listNotices'>['items'][number]

/** My notices, newest first, in my language; and marking them as read. */
export function noticeRoutes(http: Pick<Http, 'on'>, { db, describe }: { db: Db; describe: Describe }): void {
  http.on('listNotices', async ({ actor, query: { unread = false, cursor, limit }, locale }) => {
    const { rows, records, textOf } = await db.read(actor.organizationId, async (tx) => {
      const rows = await noticesOf(tx, actor.accountId, readCursor(cursor), unread, limit + 1)
      return { rows, records: await recordsOf(tx, rows, describe), textOf: await textsOf(tx, rows) }
    })
    return pageOf(
      rows,
      limit,
      (row) => ({ at: row.createdAt, id: row.id }),
      (row) => present(row, textOf(row), records.get(row.recordId) ?? null, actor, locale),
    )
  })
  http.on('readNotices', async ({ actor, body, now }) => {
    await db.transaction(actor.organizationId, async (tx) => markRead(tx, actor.accountId, body.ids, now))
    return null
  })
}

async function recordsOf(tx: Tx, rows: readonly NoticeRow[], describe: Describe): Promise<Map<string, Described>> {
  const found = new Map<string, Described>()
  for (const [recordKind, own] of Map.groupBy(rows, (row) => row.recordKind)) {
    if (recordKind === null) continue
    const ids = [...new Set(own.map((row) => row.recordId))]
    for (const [id, record] of await describe(tx, recordKind as RecordKind, ids)) found.set(id, record)
  }
  return found
}

function present(
  row: NoticeRow,
  text: NoticeText,
  record: Described | null,
  actor: Actor,
  locale: 'zh-CN' | 'en',
): Notice {
  const { id, kind, recordKind, recordId, params, createdAt, readAt } = row
  return {
    id,
    kind,
    recordKind,
    recordId: recordKind === null ? null : recordId,
    ...noticeWords({ text, record, params }, locale, actor.timeZone),
    createdAt: formatInstant(createdAt.getTime(), actor.timeZone),
    readAt: readAt && formatInstant(readAt.getTime(), actor.timeZone),
  }
}
