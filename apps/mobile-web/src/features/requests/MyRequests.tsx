import { useSearchParams } from 'react-router'
import { api } from '../../shared/api.ts'
import { Tabs } from '../../shared/ui/Options.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import { PagedList } from '../../shared/ui/PagedList.tsx'
import { RequestCard } from './RequestCard.tsx'
import { useText } from './texts.ts'

/** My requests: under way and done. */
export default function MyRequests() {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const queue = search.get('show') === 'closed' ? 'closed' : 'open'
  return (
    <Page title={t('mine')}>
      <Tabs
        choices={[
          { value: 'open', label: t('open') },
          { value: 'closed', label: t('closed') },
        ]}
        value={queue}
        onChange={(show) => setSearch({ show }, { replace: true })}
      />
      <PagedList
        key={queue}
        queryKey={['listRequests', queue]}
        fetchPage={(cursor) => api('listRequests', { query: { queue, cursor, limit: 20 } })}
        empty={{ title: t(queue === 'open' ? 'nothingOpen' : 'nothingClosed'), hint: t('nothingOpenHint') }}
      >
        {(request) => <RequestCard request={request} />}
      </PagedList>
    </Page>
  )
}
