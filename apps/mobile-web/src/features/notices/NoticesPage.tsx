import type { Notice, RecordKind } from '@sims/contracts/web'
import { dayAndTime, useLocale, useNow } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api, queries, useAnswer } from '../../shared/api.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import { PagedList } from '../../shared/ui/PagedList.tsx'
import styles from './NoticesPage.module.css'
import { useText } from './texts.ts'

const unread = { query: { unread: 'true', limit: 100 } }

/** My notices, newest first; opening one marks it as read. */
export default function NoticesPage() {
  const t = useText()
  const waiting = useAnswer('listNotices', unread)
  const read = useMutation({
    mutationFn: (ids: string[]) => api('readNotices', { body: { ids } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['listNotices'] }),
  })
  const ids = waiting.data?.items.map((notice) => notice.id) ?? []
  const side = ids.length > 0 && (
    <Button kind="quiet" busy={read.isPending} onClick={() => read.mutate(ids)}>
      {t('readAll')}
    </Button>
  )
  return (
    <Page title={t('title')} side={side}>
      <PagedList
        queryKey={['listNotices', 'all']}
        fetchPage={(cursor) => api('listNotices', { query: { cursor, limit: 20 } })}
        empty={{ title: t('none'), hint: t('noneHint') }}
      >
        {(notice) => <NoticeRow notice={notice} onOpen={() => !notice.readAt && read.mutate([notice.id])} />}
      </PagedList>
    </Page>
  )
}

const pages: Record<RecordKind, string> = { serviceRequest: '/requests', workOrder: '/orders' }

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const content = (
    <>
      <span className={styles.head}>
        <strong>
          {!notice.readAt && <span className={styles.dot} role="img" aria-label={t('unread')} />}
          {notice.title}
        </strong>
        <time dateTime={notice.createdAt}>{dayAndTime(new Date(notice.createdAt), now, locale)}</time>
      </span>
      <span className={styles.body}>{notice.body}</span>
    </>
  )
  if (!notice.recordKind || !notice.recordId)
    return (
      <button type="button" className={styles.row} onClick={onOpen}>
        {content}
      </button>
    )
  return (
    <Link className={styles.row} to={`${pages[notice.recordKind]}/${notice.recordId}`} onClick={onOpen}>
      {content}
    </Link>
  )
}
