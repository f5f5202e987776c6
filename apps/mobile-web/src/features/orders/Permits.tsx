import { type PermitStanding, permitKindNames, permitStandingNames, type WorkOrder } from '@sims/contracts/web'
import { Permit, useNames } from '@sims/ui'
import { Card } from '../../shared/ui/Card.tsx'
import styles from './orders.module.css'
import { useText } from './texts.ts'

const tones = {
  asked: 'wait',
  issued: 'wait',
  inForce: 'work',
  expired: 'wait',
  closed: 'done',
  refused: 'over',
} as const satisfies Record<PermitStanding, string>

/** Permits that the order needs, and those there are. */
export function Permits({ order }: { order: WorkOrder }) {
  const t = useText()
  const nameOf = useNames()
  const needed = order.permitKinds.filter((kind) => !order.permits.some((permit) => permit.kind === kind))
  if (order.permits.length + needed.length === 0) return null
  return (
    <Card title={t('permits')}>
      {needed.map((kind) => (
        <p key={kind} className={styles.needed}>
          {t('permitNeeded', { kind: nameOf(permitKindNames[kind]) })}
        </p>
      ))}
      {order.permits.map((permit) => (
        <Permit
          key={permit.id}
          title={`${nameOf(permitKindNames[permit.kind])} ${permit.number}`}
          standing={{ name: nameOf(permitStandingNames[permit.standing]), tone: tones[permit.standing] }}
          {...{ work: permit.work, measures: permit.measures, guardian: permit.guardian }}
          {...{ validFrom: permit.validFrom, validTo: permit.validTo }}
          asked={{ by: permit.askedBy, at: permit.askedAt }}
          decided={
            permit.decidedBy && permit.decidedAt
              ? { by: permit.decidedBy, at: permit.decidedAt, words: permit.decision }
              : null
          }
          closed={permit.closedBy && permit.closedAt ? { by: permit.closedBy, at: permit.closedAt } : null}
        />
      ))}
    </Card>
  )
}
