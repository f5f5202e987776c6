import type { WorkOrderSummary } from '@sims/contracts/web'
import { useSearchParams } from 'react-router'
import { api } from '../../shared/api.ts'
import { Tabs } from '../../shared/ui/Options.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import { PagedList } from '../../shared/ui/PagedList.tsx'
import { byDue } from './by-due.ts'
import { OrderCard } from './OrderCard.tsx'
import { useText } from './texts.ts'

/** My work orders: 待办 by what is due first, and 已办. */
export function TodayPage() {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const done = search.get('show') === 'done'
  return (
    <Page title={t('today')}>
      <Tabs
        choices={[
          { value: 'mine', label: t('toDo') },
          { value: 'done', label: t('done') },
        ]}
        value={done ? 'done' : 'mine'}
        onChange={(show) => setSearch({ show }, { replace: true })}
      />
      {done ? (
        <PagedList<WorkOrderSummary>
          key="done"
          queryKey={['listOrders', 'done']}
          fetchPage={(cursor) => api('listOrders', { query: { queue: 'done', cursor, limit: 20 } })}
          empty={{ title: t('nothingDone') }}
        >
          {(order) => <OrderCard order={order} closed />}
        </PagedList>
      ) : (
        <PagedList<WorkOrderSummary>
          key="mine"
          queryKey={['listOrders', 'mine']}
          fetchPage={(cursor) => api('listOrders', { query: { queue: 'mine', cursor, limit: 100 } })}
          sort={byDue}
          empty={{ title: t('nothingToDo'), hint: t('nothingToDoHint') }}
        >
          {(order) => <OrderCard order={order} />}
        </PagedList>
      )}
    </Page>
  )
}
