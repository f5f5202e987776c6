import { CLOSED_PHASES, channelNames, requestKindNames, type ServiceRequest } from '@sims/contracts/web'
import { DueTime, dayAndTime, PhaseTag, PhotoStrip, RatingStars, Timeline, useLocale, useNames, useNow } from '@sims/ui'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { photoOf } from '../../shared/photos.ts'
import { PriceCard } from '../../shared/price/PriceCard.tsx'
import { Card, Facts } from '../../shared/ui/Card.tsx'
import { Progress } from './Progress.tsx'
import styles from './RequestView.module.css'
import { useText } from './texts.ts'
import { Worker } from './Worker.tsx'

interface RequestViewProps {
  request: ServiceRequest
  /** the buttons of whoever is asked about a price */
  consent: ReactNode
}

export function RequestView({ request, consent }: RequestViewProps) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const closed = CLOSED_PHASES.includes(request.phase)
  const workers = request.orders.filter((order) => order.assignee && order.phase !== 'cancelled')
  return (
    <>
      <Card>
        <div className={styles.head}>
          <h2>{nameOf(request.categoryNames)}</h2>
          <PhaseTag phase={request.phase}>{nameOf(request.stateNames)}</PhaseTag>
        </div>
        {request.mergedInto ? (
          <Lead lead={request.mergedInto} />
        ) : request.convertedInto ? (
          <Converted other={request.convertedInto} />
        ) : (
          <Progress kind={request.kind} phase={request.phase} rated={request.rating !== null} />
        )}
        {!closed && <Due request={request} />}
        {isOver(request) && (
          <p className={styles.over}>
            {t('over', { number: request.number })} <Link to={`/report?kind=${request.kind}`}>{t('again')}</Link>
          </p>
        )}
      </Card>
      {request.price && (
        <PriceCard price={request.price} reader="resident">
          {consent}
        </PriceCard>
      )}
      {workers.map((order) => (
        <Worker
          key={order.id}
          order={order}
          withState={workers.length > 1}
          visit={request.visits.find(({ orderId }) => orderId === order.id)}
          code={request.acceptanceCodes.find(({ orderId }) => orderId === order.id)?.code}
        />
      ))}
      {request.rating && <Rating rating={request.rating} />}
      <Card title={t('content')}>
        <p className={styles.words}>{request.description}</p>
        {request.photos.length > 0 && (
          <div className={styles.photos}>
            <PhotoStrip photos={request.photos.map(photoOf)} />
          </div>
        )}
        <Facts
          rows={[
            [t('place'), `${request.communityName} ${request.placeName}`],
            [t('time'), dayAndTime(new Date(request.createdAt), now, locale)],
            [t('channel'), nameOf(channelNames[request.channel])],
            [t('number'), request.number],
            [t('convertedFrom'), request.convertedFrom && <Other key="from" other={request.convertedFrom} />],
          ]}
        />
      </Card>
      <Card title={t('timeline')}>
        <Timeline entries={request.timeline} photo={photoOf} />
      </Card>
    </>
  )
}

/** Settled for too long to be opened again: what is left to do is to send it anew. Praise leaves nothing to be solved. */
const isOver = ({ kind, phase, allowed }: ServiceRequest) =>
  (phase === 'settled' || phase === 'archived') && kind !== 'praise' && !allowed.some(({ verb }) => verb === 'reopen')

/** How far the request is in which this one goes on. */
function Lead({ lead }: { lead: NonNullable<ServiceRequest['mergedInto']> }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <>
      <p className={styles.lead}>
        <span>{t('mergedInto', { number: lead.number })}</span>
        <PhaseTag phase={lead.phase}>{nameOf(lead.stateNames)}</PhaseTag>
      </p>
      <Progress kind={lead.kind} phase={lead.phase} rated={false} />
      {lead.answer && <p className={styles.answer}>{t('joinedAnswer', { answer: lead.answer })}</p>}
    </>
  )
}

type Conversion = NonNullable<ServiceRequest['convertedInto']>

/** How far the request is that this one has become. */
function Converted({ other }: { other: Conversion }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <>
      <p className={styles.lead}>
        <span>
          {t('convertedInto', { kind: nameOf(requestKindNames[other.kind]) })}{' '}
          <Link to={`/requests/${other.id}`}>{other.number}</Link>
        </span>
        <PhaseTag phase={other.phase}>{nameOf(other.stateNames)}</PhaseTag>
      </p>
      <Progress kind={other.kind} phase={other.phase} rated={false} />
    </>
  )
}

function Other({ other }: { other: Conversion }) {
  const nameOf = useNames()
  return (
    <>
      {nameOf(requestKindNames[other.kind])} <Link to={`/requests/${other.id}`}>{other.number}</Link>
    </>
  )
}

/** The running promise that ends first, with its reason a tap away. */
function Due({ request }: { request: ServiceRequest }) {
  const running = request.clocks.filter(
    (clock) =>
      clock.kind !== 'timer' &&
      clock.dueAt &&
      (clock.state === 'running' || clock.state === 'breached') &&
      !clock.metAt,
  )
  const promises = running.filter((clock) => clock.kind === 'promise')
  const [first] = (promises.length > 0 ? promises : running).sort((a, b) =>
    (a.dueAt ?? '').localeCompare(b.dueAt ?? ''),
  )
  const nameOf = useNames()
  if (!first) return null
  return (
    <p className={styles.due}>
      <span>{nameOf(first.names)}</span>
      <DueTime dueAt={first.dueAt} explanation={first.explanation} />
    </p>
  )
}

function Rating({ rating }: { rating: NonNullable<ServiceRequest['rating']> }) {
  const t = useText()
  return (
    <Card title={t('myRating')}>
      <Facts
        rows={(['overall', 'speed', 'service'] as const).map((key) => [
          t(key),
          <RatingStars key={key} label={t(key)} value={rating[key]} />,
        ])}
      />
      {rating.text && <p className={styles.comment}>{rating.text}</p>}
    </Card>
  )
}
