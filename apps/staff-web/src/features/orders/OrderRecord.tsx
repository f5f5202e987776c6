import { partLineOf, type WorkOrder, type WorksFor } from '@sims/contracts/web'
import { dayAndTime, PartLines, PhotoStrip, Timeline, useLocale, useNames, useNow } from '@sims/ui'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { Link, useParams } from 'react-router'
import { recordReads, useApi, useCommand } from '../../shared/api.ts'
import { CheckIcon, PhoneIcon, PrintIcon } from '../../shared/icons.tsx'
import { Clocks } from '../../shared/record/Clocks.tsx'
import styles from '../../shared/record/frame.module.css'
import { PriceSection } from '../../shared/record/PriceSection.tsx'
import { photo } from '../../shared/record/photo.ts'
import { RecordFrame, RecordPending, RecordTitle } from '../../shared/record/RecordFrame.tsx'
import { Facts, Section } from '../../shared/record/Section.tsx'
import { StepBar } from '../../shared/record/StepBar.tsx'
import { useMay } from '../../shared/session.ts'
import { useSharedText } from '../../shared/texts.ts'
import own from './orders.module.css'
import { Permits } from './Permits.tsx'
import { useText } from './texts.ts'
import { usePrint } from './use-print.tsx'
import { Visit } from './Visit.tsx'

const Process = lazy(() => import('../../shared/record/Process.tsx'))

/** One work order: what to do and where, who does it, how far it is. */
export function OrderRecord() {
  const { id = '' } = useParams()
  const order = useApi('getOrder', { params: { id } })
  const takeStep = useCommand('takeOrderStep', recordReads)
  const refresh = () => void order.refetch()
  if (!order.data) return <RecordPending listPath="/orders" error={order.error} retry={refresh} />
  const { version, allowed, number } = order.data
  return (
    <RecordFrame key={id} listPath="/orders" label={number} head={<Head order={order.data} />}>
      {allowed.length > 0 && (
        <div className={styles.actions}>
          <StepBar
            record={order.data}
            refresh={refresh}
            take={(step, input) =>
              takeStep.run({ params: { id }, body: { step: step.key, version, input: input as never } })
            }
          />
        </div>
      )}
      <div className={styles.body}>
        <Work order={order.data} />
        <Side order={order.data} />
        <Flow order={order.data} />
      </div>
    </RecordFrame>
  )
}

function Head({ order }: { order: WorkOrder }) {
  const t = useText()
  const mayPrint = useMay('printOrders')
  const { print, busy } = usePrint()
  const word = t(order.printed ? 'reprint' : 'print')
  return (
    <>
      <RecordTitle record={order} />
      {mayPrint && (
        <Button
          type="text"
          icon={<PrintIcon size={16} />}
          loading={busy}
          aria-label={word}
          title={word}
          onClick={() => void print([order.id])}
        >
          <span className={own.word}>{word}</span>
        </Button>
      )}
    </>
  )
}

function Work({ order }: { order: WorkOrder }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <div className={styles.text}>
      <p className={styles.where}>
        {order.communityName} <strong>{order.placeName}</strong>
      </p>
      <p className={styles.description}>{order.description}</p>
      <PhotoStrip photos={order.requestPhotos.map(photo)} label={t('requestPhotos')} />
      {order.safetyNotes.length > 0 && (
        <ul className={own.safety} aria-label={t('safety')}>
          {order.safetyNotes.map((note) => (
            <li key={note['zh-CN']}>{nameOf(note)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Side({ order }: { order: WorkOrder }) {
  const t = useText()
  const nameOf = useNames()
  const mayDesk = useMay('requests')
  const now = useNow()
  const locale = useLocale()
  const request = order.requestNumber
  return (
    <div className={styles.side}>
      <Section title={t('about')}>
        <Facts
          facts={[
            [t('who'), order.assignee?.name ?? t('unassigned')],
            [t('contractor'), order.contractor && <Firm order={order} firm={order.contractor} />],
            [t('departed'), order.departedAt && dayAndTime(new Date(order.departedAt), now, locale)],
            [t('silences'), order.silences > 0 ? t('times', { n: order.silences }) : null],
            [
              t('fromRequest'),
              mayDesk && order.requestId ? <Link to={`/requests/${order.requestId}`}>{request}</Link> : request,
            ],
          ]}
        />
        {order.printed && <Printed printed={order.printed} />}
      </Section>
      {order.contact && (
        <Section title={t('contact')}>
          <p className={own.contact}>
            <strong>{order.contact.name}</strong>
            {order.contact.phone && (
              <a href={`tel:${order.contact.phone}`} title={t('contactHint')}>
                <PhoneIcon size={14} /> {order.contact.phone}
              </a>
            )}
          </p>
        </Section>
      )}
      {order.clocks.length > 0 && (
        <Section title={t('clocks')}>
          <Clocks clocks={order.clocks} />
        </Section>
      )}
      {order.visit && <Visit visit={order.visit} />}
      <Permits order={order} />
      {order.price && <PriceSection price={order.price} />}
      {order.parts.length > 0 && (
        <Section title={t('parts')}>
          <PartLines lines={order.parts.map(partLineOf)} label={t('parts')} />
        </Section>
      )}
      {order.note && (
        <Section title={t('note')}>
          <p className={own.note}>{order.note}</p>
        </Section>
      )}
      {order.checklist.length > 0 && (
        <Section title={t('checklist')}>
          <ul className={own.check}>
            {order.checklist.map((item) => (
              <li key={item.key}>
                {order.ticked.includes(item.key) && <CheckIcon size={14} />}
                {nameOf(item.names)}
                {item.mandatory && <em>{t('mandatory')}</em>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

/** Whom the assignee works for; whoever may dispatch is warned where that has run out. */
function Firm({ order, firm }: { order: WorkOrder; firm: WorksFor }) {
  const shared = useSharedText()
  const mayRead = useMay('contractors')
  return (
    <>
      {mayRead ? <Link to={`/registers/contractors/${firm.id}`}>{firm.name}</Link> : firm.name}
      {firm.expired && order.settledAt === null && <em className={own.expired}>{shared('contractorExpired')}</em>}
    </>
  )
}

function Printed({ printed: { copies, lastBy, lastAt } }: { printed: NonNullable<WorkOrder['printed']> }) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  return (
    <p className={own.printed}>
      {t('printed', { count: copies, name: lastBy, time: dayAndTime(new Date(lastAt), now, locale) })}
    </p>
  )
}

function Flow({ order }: { order: WorkOrder }) {
  const t = useText()
  return (
    <div className={styles.flow}>
      <Section title={t('process')}>
        <Suspense fallback={null}>
          <Process definitionId={order.definitionId} state={order.state} />
        </Suspense>
      </Section>
      <Section title={t('timeline')}>
        <Timeline entries={order.timeline} photo={photo} />
      </Section>
    </div>
  )
}
