import type { ServiceRequest } from '@sims/contracts/web'
import { PhotoStrip, Timeline } from '@sims/ui'
import { lazy, Suspense } from 'react'
import { useParams } from 'react-router'
import { recordReads, useApi, useCommand } from '../../shared/api.ts'
import { Clocks } from '../../shared/record/Clocks.tsx'
import styles from '../../shared/record/frame.module.css'
import { PriceSection } from '../../shared/record/PriceSection.tsx'
import { photo } from '../../shared/record/photo.ts'
import { RecordFrame, RecordPending, RecordTitle } from '../../shared/record/RecordFrame.tsx'
import { Section } from '../../shared/record/Section.tsx'
import { StepBar } from '../../shared/record/StepBar.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { Details } from './Details.tsx'
import { Merges } from './Merges.tsx'
import { OrderList } from './OrderList.tsx'
import { RatingShown } from './RatingShown.tsx'
import { useText } from './texts.ts'

const Process = lazy(() => import('../../shared/record/Process.tsx'))

/** The right side of the desk: everything about one request, and what may be done with it now. */
export function RequestRecord() {
  const { id = '' } = useParams()
  const request = useApi('getRequest', { params: { id } })
  const refresh = () => void request.refetch()
  if (!request.data) return <RecordPending listPath="/requests" error={request.error} retry={refresh} />
  return (
    <RecordFrame key={id} listPath="/requests" label={request.data.number} head={<RecordTitle record={request.data} />}>
      <Steps request={request.data} refresh={refresh} />
      <Body request={request.data} />
    </RecordFrame>
  )
}

function Steps({ request, refresh }: { request: ServiceRequest; refresh: () => void }) {
  const takeStep = useCommand('takeRequestStep', recordReads)
  if (request.allowed.length === 0) return null
  return (
    <div className={styles.actions}>
      <StepBar
        record={request}
        communityId={request.communityId}
        refresh={refresh}
        take={(step, input) =>
          takeStep.run({
            params: { id: request.id },
            body: { step: step.key, version: request.version, input: input as never },
          })
        }
      />
    </div>
  )
}

function Body({ request }: { request: ServiceRequest }) {
  const t = useText()
  return (
    <div className={styles.body}>
      <div className={styles.text}>
        <p className={styles.where}>
          {request.communityName} <strong>{request.placeName}</strong>
        </p>
        <p className={styles.description}>{request.description}</p>
        <PhotoStrip photos={request.photos.map(photo)} />
      </div>
      <div className={styles.side}>
        <Section title={t('customer')}>
          <CustomerCard request={request} />
        </Section>
        <Section title={t('clocks')}>
          <Clocks clocks={request.clocks} />
        </Section>
        {request.price && <PriceSection price={request.price} />}
        <Section title={t('orders')}>
          <OrderList orders={request.orders} />
        </Section>
        <Merges request={request} />
        {request.rating && (
          <Section title={t('rating')}>
            <RatingShown rating={request.rating} />
          </Section>
        )}
        <Section title={t('details')}>
          <Details request={request} />
        </Section>
      </div>
      <div className={styles.flow}>
        <Section title={t('process')}>
          <Suspense fallback={null}>
            <Process definitionId={request.definitionId} state={request.state} />
          </Suspense>
        </Section>
        <Section title={t('timeline')}>
          <Timeline entries={request.timeline} photo={photo} />
        </Section>
      </div>
    </div>
  )
}
