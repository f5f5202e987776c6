import { ORDER_QUEUES, type OrderQueue } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading } from '@sims/ui'
import { Select } from 'antd'
import { lazy, Suspense, useRef } from 'react'
import { Link, Outlet, useMatch, useSearchParams } from 'react-router'
import { useApi, useList } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { useRowKeys } from '../../shared/list/use-row-keys.ts'
import { useSelection } from '../../shared/list/use-selection.ts'
import { useMay } from '../../shared/session.ts'
import { OrderRow } from './OrderRow.tsx'
import own from './orders.module.css'
import { useText } from './texts.ts'

const PrintBar = lazy(() => import('./PrintBar.tsx'))

/** Who works in the field begins with their own orders, who dispatches with all of them. */
function useFirstQueue(): OrderQueue {
  return useMay('ownOrders') ? 'mine' : 'all'
}

/** Work orders: mine, the pool, all, closed; the record opens beside the list. */
export function Orders() {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const firstQueue = useFirstQueue()
  const mayPermits = useMay('permits')
  const open = useMatch('/orders/:id')?.params.id
  const queue = ORDER_QUEUES.find((one) => one === search.get('queue')) ?? firstQueue
  const communityId = search.get('community') ?? undefined
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const put = (name: string, value: string | undefined) =>
    setSearch(
      (before) => {
        if (value) before.set(name, value)
        else before.delete(name)
        return before
      },
      { replace: true },
    )
  return (
    <div className={open ? `${styles.desk} ${styles.open}` : styles.desk}>
      <nav className={styles.queues} aria-label={t('queues')}>
        {ORDER_QUEUES.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.queue}
            aria-current={one === queue ? 'true' : undefined}
            onClick={() => put('queue', one)}
          >
            {t(`queue_${one}`)}
          </button>
        ))}
        {mayPermits && (
          <Link className={`${styles.queue} ${own.permitsLink}`} to="/permits">
            {t('allPermits')}
          </Link>
        )}
      </nav>
      <div className={`${styles.middle} ${own.orders}`}>
        {(communities.data?.items.length ?? 0) > 1 && (
          <div className={styles.filters}>
            <Select
              className={styles.filter}
              aria-label={t('allCommunities')}
              placeholder={t('allCommunities')}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              value={communityId}
              options={communities.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(value?: string) => put('community', value)}
            />
          </div>
        )}
        <OrderList key={`${queue} ${communityId}`} queue={queue} communityId={communityId} open={open} />
      </div>
      <Outlet />
    </div>
  )
}

interface OrderListProps {
  queue: OrderQueue
  communityId: string | undefined
  open: string | undefined
}

function OrderList({ queue, communityId, open }: OrderListProps) {
  const t = useText()
  const list = useList('listOrders', { queue, communityId, limit: 25 })
  const rows = useRef<HTMLUListElement>(null)
  const mayDesk = useMay('requests')
  const { selected, toggle, chosen, selectAll, clear } = useSelection(list.items)
  useRowKeys(rows)
  if (list.isPending) return <Loading />
  if (list.error && list.items.length === 0)
    return (
      <div className={styles.notice}>
        <ErrorNotice error={list.error} retry={() => void list.refetch()} />
      </div>
    )
  if (list.items.length === 0)
    return (
      <EmptyState
        title={t(`empty_${queue}`)}
        hint={t('emptyHint')}
        action={mayDesk && <Link to="/requests">{t('toDesk')}</Link>}
      />
    )
  return (
    <div className={styles.scroll}>
      <div className={styles.columns} aria-hidden={chosen.length > 0}>
        <input
          type="checkbox"
          aria-label={t('selectAll')}
          checked={chosen.length === list.items.length}
          onChange={(event) => selectAll(event.target.checked)}
        />
        <span>{t('number')}</span>
        <span>{t('category')}</span>
        <span>{t('place')}</span>
        <span>{t('description')}</span>
        <span>{t('phase')}</span>
        <span>{t('assignee')}</span>
        <span>{t('due')}</span>
      </div>
      <ul ref={rows} aria-label={t('list')}>
        {list.items.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            open={order.id === open}
            selected={selected.has(order.id)}
            toggle={toggle}
          />
        ))}
      </ul>
      <LoadMore list={list} />
      {chosen.length > 0 && (
        <Suspense fallback={null}>
          <PrintBar chosen={chosen} clear={clear} />
        </Suspense>
      )}
    </div>
  )
}
