import { ErrorNotice, Loading } from '@sims/ui'
import { useParams } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { Steps } from '../../shared/steps/Steps.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import { OrderView } from './OrderView.tsx'
import { useText } from './texts.ts'

/** One work order: where, what, whom to call, what to mind, what to do next. */
export default function OrderPage() {
  const t = useText()
  const { id = '' } = useParams()
  const { data: order, error, refetch } = useAnswer('getOrder', { params: { id } })
  const steps = order && order.allowed.length > 0 && (
    <Steps record={{ kind: 'workOrder', id, version: order.version }} allowed={order.allowed} />
  )
  return (
    <Page title={order?.number ?? t('order')} back="/" bar={steps}>
      {!order && !error && <Loading />}
      {error && <ErrorNotice error={error} retry={refetch} />}
      {order && <OrderView order={order} />}
    </Page>
  )
}
