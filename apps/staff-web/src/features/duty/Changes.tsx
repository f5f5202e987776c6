import { type DutyChanges, dutyPostNames } from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Drawer } from 'antd'
import { useApi } from '../../shared/api.ts'
import { dayText } from './days.ts'
import styles from './duty.module.css'
import { useText } from './texts.ts'

type Turn = DutyChanges['items'][number]['added'][number]
/** A copied month is told by its first shifts. */
const SHOWN = 6

interface ChangesProps {
  query: { communityId: string | undefined; from: string; to: string }
  close: () => void
}

/** Who changed which shifts of the days that are shown, newest first. */
export default function Changes({ query, close }: ChangesProps) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const changes = useApi('listDutyChanges', { query })
  return (
    <Drawer open title={t('changes')} size={440} onClose={close}>
      {changes.isPending && <Loading />}
      <ErrorNotice error={changes.error} retry={() => void changes.refetch()} />
      {changes.data?.items.length === 0 && <EmptyState title={t('noChanges')} />}
      <ol className={styles.changes}>
        {changes.data?.items.map((change) => (
          <li key={change.id}>
            <h3>
              {change.by ?? t('system')}
              <time dateTime={change.at}>{dayAndTime(new Date(change.at), now, locale)}</time>
            </h3>
            <Turns turns={change.removed} sign="−" className={styles.removed} />
            <Turns turns={change.added} sign="+" className={styles.added} />
          </li>
        ))}
      </ol>
    </Drawer>
  )
}

function Turns({ turns, sign, className }: { turns: readonly Turn[]; sign: string; className: string | undefined }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  if (turns.length === 0) return null
  return (
    <ul className={className}>
      {turns.slice(0, SHOWN).map((turn) => (
        <li key={turn.date + turn.post + turn.from + turn.staffName}>
          {sign} {dayText(turn.date, locale)} {turn.from}–{turn.to} {nameOf(dutyPostNames[turn.post])} {turn.staffName}
        </li>
      ))}
      {turns.length > SHOWN && <li>{t('more', { count: turns.length - SHOWN })}</li>}
    </ul>
  )
}
