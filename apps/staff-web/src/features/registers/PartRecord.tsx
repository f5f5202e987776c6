import { moneyText } from '@sims/contracts/web'
import { useApi } from '../../shared/api.ts'
import { RecordPending } from '../../shared/record/RecordFrame.tsx'
import { Facts, Section } from '../../shared/record/Section.tsx'
import { EntryFrame } from './RegisterRecord.tsx'
import own from './registers.module.css'
import { activeTone } from './registers.ts'
import { useText } from './texts.ts'

/** A part: what it is called and what one costs. */
export function PartRecord({ id }: { id: string }) {
  const t = useText()
  const read = useApi('getPart', { params: { id } })
  const one = read.data
  if (!one) return <RecordPending listPath="/registers/parts" error={read.error} retry={() => void read.refetch()} />
  return (
    <EntryFrame
      register="parts"
      entry={one}
      title={one.name}
      tag={{ phase: activeTone(one.active), name: t(one.active ? 'active_parts' : 'inactive_parts') }}
    >
      <Section title={t('about')}>
        <Facts
          facts={[
            [t('code'), one.code],
            [t('price'), `${moneyText(one.price)} / ${one.unit}`],
            [t('note'), one.note],
          ]}
        />
        <p className={own.hint}>{t('stock')}</p>
      </Section>
    </EntryFrame>
  )
}
