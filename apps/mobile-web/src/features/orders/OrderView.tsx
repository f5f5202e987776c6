import { CLOSED_PHASES, partLineOf, type WorkOrder } from '@sims/contracts/web'
import { DueTime, PartLines, PhaseTag, PhotoStrip, Timeline, useNames } from '@sims/ui'
import { photoOf } from '../../shared/photos.ts'
import { PriceCard } from '../../shared/price/PriceCard.tsx'
import { Call } from '../../shared/ui/Call.tsx'
import { Card, Facts } from '../../shared/ui/Card.tsx'
import { Icon } from '../../shared/ui/icons.tsx'
import styles from './orders.module.css'
import { Permits } from './Permits.tsx'
import { useText } from './texts.ts'
import { Visit } from './Visit.tsx'

export function OrderView({ order }: { order: WorkOrder }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <>
      <Card>
        <div className={styles.head}>
          <h2>
            {nameOf(order.categoryNames)}
            {order.priority === 1 && <em className={styles.urgent}>{t('urgent')}</em>}
          </h2>
          <PhaseTag phase={order.phase}>{nameOf(order.stateNames)}</PhaseTag>
        </div>
        <p className={`${styles.place} ${styles.where}`}>
          <Icon name="pin" />
          {order.communityName} {order.placeName}
        </p>
        {!CLOSED_PHASES.includes(order.phase) && <Clocks order={order} />}
      </Card>
      {order.contact && (
        <Card>
          <div className={styles.contact}>
            <div>
              <p>{t('customer')}</p>
              <p>{order.contact.name}</p>
            </div>
            {order.contact.phone && <Call phone={order.contact.phone}>{order.contact.phone}</Call>}
          </div>
        </Card>
      )}
      {order.visit && <Visit visit={order.visit} />}
      <Permits order={order} />
      {order.price && <PriceCard price={order.price} reader="staff" />}
      {order.parts.length > 0 && (
        <Card title={t('parts')}>
          <PartLines lines={order.parts.map(partLineOf)} label={t('parts')} />
        </Card>
      )}
      <Card title={t('what')}>
        <p className={styles.full}>{order.description}</p>
        <div className={styles.photos}>
          <PhotoStrip photos={order.requestPhotos.map(photoOf)} />
        </div>
        <Facts
          rows={[
            [t('note'), order.note],
            [t('request'), order.requestNumber],
          ]}
        />
      </Card>
      {order.safetyNotes.length > 0 && (
        <section className={styles.safety}>
          <h2>
            <Icon name="alert" />
            {t('safety')}
          </h2>
          {order.safetyNotes.map((names) => (
            <p key={names['zh-CN']}>{nameOf(names)}</p>
          ))}
        </section>
      )}
      {order.checklist.length > 0 && (
        <Card title={t('checklist')}>
          <ul className={styles.checklist}>
            {order.checklist.map((item) => (
              <li key={item.key}>
                {nameOf(item.names)}
                {item.mandatory && <span className={styles.must}>{t('must')}</span>}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('timeline')}>
        <Timeline entries={order.timeline} photo={photoOf} />
      </Card>
    </>
  )
}

/** The running clocks with their reasons; at least what the list shows of the order. */
function Clocks({ order }: { order: WorkOrder }) {
  const t = useText()
  const nameOf = useNames()
  const open = order.clocks.filter((clock) => !clock.metAt && (clock.state === 'running' || clock.state === 'breached'))
  return (
    <>
      {open.every(({ kind }) => kind === 'timer') && order.nextDueAt && (
        <p className={styles.due}>
          <span>{t('due')}</span>
          <DueTime dueAt={order.nextDueAt} />
        </p>
      )}
      {open.map((clock) => (
        <p key={clock.name} className={styles.due}>
          <span>{nameOf(clock.names)}</span>
          <DueTime dueAt={clock.dueAt} explanation={clock.explanation} />
        </p>
      ))}
    </>
  )
}
