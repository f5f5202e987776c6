import { ProcessPicture } from '@sims/ui'
import { useApi } from '../api.ts'
import { useRecordText } from './texts.ts'

/** The process picture of a record. A published version never changes, so it is read once. */
export default function Process({ definitionId, state }: { definitionId: string; state: string }) {
  const t = useRecordText()
  const definition = useApi('getProcess', { params: { id: definitionId } }, { staleTime: Number.POSITIVE_INFINITY })
  if (definition.error) return <p>{t('processFailed')}</p>
  if (!definition.data) return null
  return <ProcessPicture picture={definition.data} current={state} label={t('process')} />
}
