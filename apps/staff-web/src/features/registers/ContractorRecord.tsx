import { useNames } from '@sims/ui'
import { useApi } from '../../shared/api.ts'
import { PhoneIcon } from '../../shared/icons.tsx'
import { RecordPending } from '../../shared/record/RecordFrame.tsx'
import { Facts, Section } from '../../shared/record/Section.tsx'
import { skillNames } from '../../shared/skills.ts'
import { EntryFrame } from './RegisterRecord.tsx'
import own from './registers.module.css'
import { activeTone } from './registers.ts'
import { useText } from './texts.ts'

/** A contractor: trades, how long contract and qualification hold, whom to call, who works for it. */
export function ContractorRecord({ id }: { id: string }) {
  const t = useText()
  const nameOf = useNames()
  const read = useApi('getContractor', { params: { id } })
  const one = read.data
  if (!one)
    return <RecordPending listPath="/registers/contractors" error={read.error} retry={() => void read.refetch()} />
  const until = (day: string | null, expired: boolean) =>
    day && <span className={expired ? own.late : undefined}>{t(expired ? 'ended' : 'until', { day })}</span>
  return (
    <EntryFrame
      register="contractors"
      entry={one}
      title={one.name}
      tag={{ phase: activeTone(one.active), name: t(one.active ? 'active_contractors' : 'inactive_contractors') }}
    >
      {(one.contractExpired || one.qualificationExpired) && <p className={own.warning}>{t('expiredNote')}</p>}
      <Section title={t('about')}>
        <Facts
          facts={[
            [t('trades'), one.trades.map((trade) => nameOf(skillNames(trade))).join(' ')],
            [t('contract'), until(one.contractUntil, one.contractExpired)],
            [t('qualification'), one.qualification],
            [t('qualificationUntil'), until(one.qualificationUntil, one.qualificationExpired)],
            [t('contact'), one.contactName],
            [
              t('contactPhone'),
              one.contactPhone && (
                <a className={own.phone} href={`tel:${one.contactPhone}`}>
                  <PhoneIcon size={14} /> {one.contactPhone}
                </a>
              ),
            ],
          ]}
        />
      </Section>
      <Section title={t('workers')}>
        {one.workers.length === 0 && <p className={own.hint}>{t('noWorkers')}</p>}
        <ul className={own.people}>
          {one.workers.map((worker) => (
            <li key={worker.id}>{worker.name}</li>
          ))}
        </ul>
      </Section>
      {one.note && (
        <Section title={t('note')}>
          <p className={own.note}>{one.note}</p>
        </Section>
      )}
    </EntryFrame>
  )
}
