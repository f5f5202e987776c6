import type { DutyCall } from '@sims/contracts/web'
import { Countdown, ErrorNotice, useNames } from '@sims/ui'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useApi, useCommand } from '../../shared/api.ts'
import styles from './calls.module.css'
import { useText } from './texts.ts'
import { useAccept } from './use-accept.ts'

const QUARTER_MINUTE = 15_000
/** The queues below must stay in sight. */
const SHOWN = 4

/**
 * What calls the duty and nobody has accepted, the reader's own first: who was called, when the next is, and for whom it
 * rings the two answers.
 */
export function Calls() {
  const t = useText()
  const calls = useApi('listDutyCalls', undefined, { every: () => QUARTER_MINUTE, keep: true })
  if (!calls.data || calls.data.items.length === 0) return null
  const all = [...calls.data.items].sort((a, b) => Number(b.mine) - Number(a.mine))
  return (
    <ul className={styles.calls}>
      {all.slice(0, SHOWN).map((call) => (
        <Ringing key={call.id} call={call} />
      ))}
      {all.length > SHOWN && <li className={styles.call}>{t('moreCalls', { count: all.length - SHOWN })}</li>}
    </ul>
  )
}

const pathOf = ({ recordKind, id }: DutyCall) => `/${recordKind === 'workOrder' ? 'orders' : 'requests'}/${id}`

function Ringing({ call }: { call: DutyCall }) {
  const t = useText()
  const nameOf = useNames()
  const navigate = useNavigate()
  const accept = useAccept(call, () => navigate(pathOf(call)))
  const pass = useCommand('passDutyCall', ['listDutyCalls'])
  return (
    <li className={styles.call} aria-label={t('calls')}>
      <strong>{t(call.emergency ? 'emergency' : 'calls')}</strong>
      <Link to={pathOf(call)}>
        {call.number} {nameOf(call.category)}
      </Link>
      <span>{call.place}</span>
      <span>
        {t('calledNth', { n: call.call })}
        {call.called.map(({ name, phone }) => (
          <span key={name} className={styles.person}>
            {name}
            {phone && (
              <a href={`tel:${phone}`} aria-label={t('call', { phone })}>
                {phone}
              </a>
            )}
          </span>
        ))}
      </span>
      <span className={styles.next}>
        {call.nextAt ? (
          <>
            <Countdown to={call.nextAt} /> {t('thenNext')}
          </>
        ) : (
          t('nobodyNext')
        )}
      </span>
      {call.mine && (
        <span className={styles.acts}>
          <Button
            type="primary"
            size="small"
            danger
            loading={accept.isPending}
            onClick={() => void accept.run().catch(() => null)}
          >
            {t('accept')}
          </Button>
          <Button
            size="small"
            loading={pass.isPending}
            onClick={() => void pass.run({ params: { id: call.id } }).catch(() => null)}
          >
            {t('cannot')}
          </Button>
        </span>
      )}
      <ErrorNotice error={accept.error ?? pass.error} />
    </li>
  )
}
