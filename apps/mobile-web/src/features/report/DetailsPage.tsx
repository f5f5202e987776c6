import { ErrorNotice, Loading } from '@sims/ui'
import { Navigate, useParams } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { Page } from '../../shared/ui/Page.tsx'
import { ReportForm } from './ReportForm.tsx'
import { useText } from './texts.ts'

/** Where, what, photos: the second and last page of a report. */
export default function DetailsPage() {
  const t = useText()
  const { category: key } = useParams()
  const categories = useAnswer('listCategories')
  const places = useAnswer('myPlaces')
  const error = categories.error ?? places.error
  const category = categories.data?.items.find((one) => one.key === key)
  if (categories.data && !category) return <Navigate to="/report" replace />
  if (category && places.data) return <ReportForm category={category} places={places.data} />
  return (
    <Page title={t('send')} back="/report">
      {error ? (
        <ErrorNotice error={error} retry={() => Promise.all([categories.refetch(), places.refetch()])} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}
