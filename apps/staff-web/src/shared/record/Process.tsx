import { ProcessPicture } from '@sims/ui'
import { useEffect, useRef } from 'react'
import { useApi } from '../api.ts'
import { useRecordText } from './texts.ts'

/** The process picture of a record. A published version never changes, so it is read once. */
export default function Process({ definitionId, state }: { definitionId: string; state: string }) {
  const t = useRecordText()
  const definition = useApi('getProcess', { params: { id: definitionId } }, { staleTime: Number.POSITIVE_INFINITY })
  const frame = useRef<HTMLDivElement>(null)
  const ready = definition.data !== undefined
  useEffect(() => {
    const box = ready ? frame.current?.querySelector('section') : undefined
    const present = box?.querySelector('[aria-current="step"]')
    if (!box || !present) return
    // not scrollIntoView: that would also move the record itself
    const [inner, outer] = [present.getBoundingClientRect(), box.getBoundingClientRect()]
    box.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2
  }, [ready, state])
  if (definition.error) return <p>{t('processFailed')}</p>
  if (!definition.data) return null
  return (
    <div ref={frame}>
      <ProcessPicture picture={definition.data} current={state} label={t('process')} />
    </div>
  )
}
