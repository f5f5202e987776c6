import type { DutyCall } from '@sims/contracts/web'
import { Countdown, ErrorNotice, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { api, queries, useAnswer } from '../../shared/api.ts'
import { commandKey } from '../../shared/command-key.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/icons.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import { accept } from './accept.ts'
import styles from './duty.module.css'
import { useText } from './texts.ts'

const QUARTER_MINUTE = 15_000

/** Calls of the duty that ring for me, above every page: one big answer, and "I cannot", which calls the next at once. */
export function Ringing() {
  const { data } = useAnswer('listDutyCalls', undefined, { refetchInterval: QUARTER_MINUTE })
  const mine = data?.items.filter((call) => call.mine) ?? []
  if (mine.length === 0) return null
  return (
    <div className={styles.ringing}>
      {mine.map((call) => (
        <Ring key={call.id} call={call} />
      ))}
    </div>
  )
}

function Ring({ call }: { call: DutyCall }) {
  const t = useText()
  const nameOf = useNames()
  const navigate = useNavigate()
  const again = () =>
    ['listDutyCalls', 'listOrders', 'getOrder', 'listNotices'].map((name) =>
      queries.invalidateQueries({ queryKey: [name] }),
    )
  const take = useMutation({
    mutationFn: () => accept(call),
    onSuccess: (taken) => {
      if (taken) toast(t('accepted'))
      if (call.recordKind === 'workOrder') navigate(`/orders/${call.id}`)
    },
    onSettled: again,
  })
  const pass = useMutation({
    mutationFn: () => api('passDutyCall', { params: { id: call.id }, key: commandKey(call.id, { pass: call.call }) }),
    onSuccess: () => toast(t('passed')),
    onSettled: again,
  })
  return (
    <section className={styles.ring} aria-label={t('rings')}>
      <h2>
        <Icon name="alert" />
        {t(call.emergency ? 'emergency' : 'rings')}
        <span className={styles.nth}>{t('nth', { n: call.call })}</span>
      </h2>
      <p>
        <b>{nameOf(call.category)}</b> {call.number}
      </p>
      <p>{call.place}</p>
      <p className={styles.next}>
        {call.nextAt ? (
          <>
            <Countdown to={call.nextAt} /> {t('next')}
          </>
        ) : (
          t('last')
        )}
      </p>
      <div className={styles.answers}>
        <Button kind="primary" wide busy={take.isPending} onClick={() => take.mutate()}>
          {t('accept')}
        </Button>
        <Button busy={pass.isPending} onClick={() => pass.mutate()}>
          {t('cannot')}
        </Button>
      </div>
      <ErrorNotice error={take.error ?? pass.error} />
    </section>
  )
}
