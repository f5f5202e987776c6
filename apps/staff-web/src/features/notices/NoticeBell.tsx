import { Badge, Button, Popover } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useApi } from '../../shared/api.ts'
import { BellIcon } from '../../shared/icons.tsx'
import { useText } from './texts.ts'

const NoticeList = lazy(() => import('./NoticeList.tsx'))

/** The bell: a dot while something is unread; the list is one click away. */
export function NoticeBell() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const unread = useApi('listNotices', { query: { unread: 'true', limit: 1 } })
  const some = (unread.data?.items.length ?? 0) > 0
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Suspense fallback={null}>
          <NoticeList close={() => setOpen(false)} />
        </Suspense>
      }
    >
      <Button
        type="text"
        aria-label={t(some ? 'unread' : 'notices')}
        aria-expanded={open}
        icon={
          <Badge dot={some} offset={[-2, 2]}>
            <BellIcon />
          </Badge>
        }
      />
    </Popover>
  )
}
