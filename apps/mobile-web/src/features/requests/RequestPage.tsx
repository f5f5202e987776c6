import { ErrorNotice, Loading } from '@sims/ui'
import { useParams } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { Persons } from '../../shared/persons/Persons.tsx'
import { Steps } from '../../shared/steps/Steps.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import { RequestView } from './RequestView.tsx'
import { useText } from './texts.ts'

/** One request: how far it is, who comes, what happened, what can be done now. */
export default function RequestPage() {
  const t = useText()
  const { id = '' } = useParams()
  const { data: request, error, refetch } = useAnswer('getRequest', { params: { id } })
  const record = { kind: 'serviceRequest', id, version: request?.version ?? 0 } as const
  // what is said to a price is said beside it
  const { price = [], others = [] } = Object.groupBy(request?.allowed ?? [], ({ verb }) =>
    verb === 'agreePrice' || verb === 'declinePrice' ? 'price' : 'others',
  )
  const steps = others.length > 0 && <Steps record={record} allowed={others} />
  return (
    <Page title={request?.number ?? t('request')} back="/requests" bar={steps}>
      {!request && !error && <Loading />}
      {error && (
        <>
          <ErrorNotice error={error} retry={refetch} />
          <Persons hint />
        </>
      )}
      {request && (
        <RequestView request={request} consent={price.length > 0 && <Steps record={record} allowed={price} />} />
      )}
    </Page>
  )
}
