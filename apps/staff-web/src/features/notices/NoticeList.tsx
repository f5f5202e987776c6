import type { Notice } from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNow } from '@sims/ui'
import { Button } from 'antd'
import { Link } from 'react-router'
import { useCommand, useList } from '../../shared/api.ts'
import styles from './notices.module.css'
import { useText } from './texts.ts'

const pathOf = (notice: Notice) =>
  notice.recordId && (notice.recordKind === 'workOrder' ? `/orders/${notice.recordId}` : `/requests/${notice.recordId}`)

/** My notices, newest first; opening one marks it as read. */
export default function NoticeList({ close }: { close: () => void }) {
  const t = useText()
  const list = useList('listNotices', { limit: 20 })
  const read = useCommand('readNotices', ['listNotices'])
  const unread = list.items.filter((notice) => !notice.readAt).map((notice) => notice.id)
  const markRead = (ids: string[]) => {
    // the server takes 100 at once
    if (ids.length > 0) void read.run({ body: { ids: ids.slice(0, 100) } }).catch(() => undefined)
  }
  if (list.isPending) return <Loading />
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('notices')}</h2>
        {unread.length > 0 && (
          <Button type="link" size="small" loading={read.isPending} onClick={() => markRead(unread)}>
            {t('readAll')}
          </Button>
        )}
      </header>
      <ErrorNotice error={list.error ?? read.error} />
      {list.items.length === 0 && !list.error && <EmptyState title={t('none')} hint={t('noneHint')} />}
      <ul>
        {list.items.map((notice) => (
          <li key={notice.id} className={notice.readAt ? undefined : styles.unread}>
            <Item
              notice={notice}
              opened={() => {
                if (!notice.readAt) markRead([notice.id])
                close()
              }}
            />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function Item({ notice, opened }: { notice: Notice; opened: () => void }) {
  const locale = useLocale()
  const now = useNow()
  const path = pathOf(notice)
  const content = (
    <>
      <span className={styles.title}>
        {notice.title}
        <time dateTime={notice.createdAt}>{dayAndTime(new Date(notice.createdAt), now, locale)}</time>
      </span>
      <span className={styles.body}>{notice.body}</span>
    </>
  )
  return path ? (
    <Link to={path} onClick={opened}>
      {content}
    </Link>
  ) : (
    <button type="button" onClick={opened}>
      {content}
    </button>
  )
}
