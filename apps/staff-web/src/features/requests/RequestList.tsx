import { EmptyState, ErrorNotice, Loading } from '@sims/ui'
import { Button } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { useList } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { useRowKeys } from '../../shared/list/use-row-keys.ts'
import { useSelection } from '../../shared/list/use-selection.ts'
import type { BulkOutcome } from './BulkResult.tsx'
import { type Filters, isFiltered, toQuery } from './filters.ts'
import { RequestRow } from './RequestRow.tsx'
import { useText } from './texts.ts'

const BulkBar = lazy(() => import('./BulkBar.tsx'))
const BulkResult = lazy(() => import('./BulkResult.tsx'))

interface RequestListProps {
  filters: Filters
  setFilters: (filters: Filters) => void
  openId: string | undefined
}

/** The middle of the desk, with the outcome of a step on many rows, which outlasts those rows. */
export function RequestList(props: RequestListProps) {
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null)
  return (
    <>
      <Rows {...props} told={setOutcome} />
      {outcome && (
        <Suspense fallback={null}>
          <BulkResult outcome={outcome} close={() => setOutcome(null)} />
        </Suspense>
      )}
    </>
  )
}

/** One row a request, newest first; rows can be selected to take one step on all of them. */
function Rows({ filters, setFilters, openId, told }: RequestListProps & { told: (outcome: BulkOutcome) => void }) {
  const t = useText()
  const list = useList('listRequests', toQuery(filters))
  const rows = useRef<HTMLUListElement>(null)
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
    return isFiltered(filters) ? (
      <EmptyState
        title={t('emptyFiltered')}
        hint={t('emptyFilteredHint')}
        action={<Button onClick={() => setFilters({ queue: filters.queue })}>{t('clearFilters')}</Button>}
      />
    ) : (
      <EmptyState title={t('empty')} hint={t('emptyHint')} />
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
        <span>{t('priority')}</span>
        <span>{t('due')}</span>
      </div>
      <ul ref={rows} aria-label={t('list')}>
        {list.items.map((item) => (
          <RequestRow
            key={item.id}
            request={item}
            open={item.id === openId}
            selected={selected.has(item.id)}
            toggle={toggle}
          />
        ))}
      </ul>
      <LoadMore list={list} />
      {chosen.length > 0 && (
        <Suspense fallback={null}>
          <BulkBar
            chosen={chosen}
            clear={clear}
            told={(outcome) => {
              clear()
              told(outcome)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
