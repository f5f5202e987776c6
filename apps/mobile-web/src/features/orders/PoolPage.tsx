import type { WorkOrderSummary } from '@sims/contracts/web'
import { api } from '../../shared/api.ts'
import { Page } from '../../shared/ui/Page.tsx'
import { PagedList } from '../../shared/ui/PagedList.tsx'
import { byDue } from './by-due.ts'
import { OrderCard } from './OrderCard.tsx'
import { useText } from './texts.ts'

/** 工单池: what nobody holds yet and I may claim. */
export default function PoolPage() {
  const t = useText()
  return (
    <Page title={t('pool')}>
      <PagedList<WorkOrderSummary>
        queryKey={['listOrders', 'pool']}
        fetchPage={(cursor) => api('listOrders', { query: { queue: 'pool', cursor, limit: 50 } })}
        sort={byDue}
        empty={{ title: t('poolEmpty'), hint: t('poolEmptyHint') }}
      >
        {(order) => <OrderCard order={order} />}
      </PagedList>
    </Page>
  )
}
