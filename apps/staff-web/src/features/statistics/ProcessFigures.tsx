import { type ProcessFigures as Figures, REQUEST_KINDS, requestKindNames } from '@sims/contracts/web'
import { ErrorNotice, Loading, ProcessPicture, useNames } from '@sims/ui'
import { Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { ClockTargets } from '../../shared/process/ClockTargets.tsx'
import { Head } from './Head.tsx'
import { spentIn } from './spent.ts'
import styles from './statistics.module.css'
import { useText } from './texts.ts'

type Process = (typeof REQUEST_KINDS)[number] | 'workOrder'
/** the kinds that an organization can have processes for today */
const PROCESSES: readonly Process[] = [...REQUEST_KINDS.filter((kind) => kind !== 'appointment'), 'workOrder']
const PERIODS = [7, 30, 90, 365]

/** A process as a picture with what stands where, and the times of its steps below. */
export function ProcessFigures() {
  const t = useText()
  const nameOf = useNames()
  const [process, setProcess] = useState<Process>('repair')
  const [days, setDays] = useState(30)
  const [communityId, setCommunity] = useState<string>()
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const query = { process, days, ...(communityId ? { communityId } : {}) }
  const figures = useApi('processFigures', { query })
  const label = (one: Process) => (one === 'workOrder' ? t('workOrder') : nameOf(requestKindNames[one]))
  return (
    <div className={styles.page}>
      <Head title={t('title')} lead={t('lead')} />
      <div className={styles.filters}>
        <Select
          aria-label={t('process')}
          value={process}
          options={PROCESSES.map((one) => ({ value: one, label: label(one) }))}
          onChange={setProcess}
        />
        {(communities.data?.items.length ?? 0) > 1 && (
          <Select
            aria-label={t('community')}
            placeholder={t('allCommunities')}
            allowClear
            popupMatchSelectWidth={false}
            value={communityId}
            options={communities.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setCommunity}
          />
        )}
        <Select
          aria-label={t('period')}
          value={days}
          options={PERIODS.map((count) => ({ value: count, label: t('days', { count }) }))}
          onChange={setDays}
        />
      </div>
      {figures.isPending && <Loading />}
      <ErrorNotice error={figures.error} retry={() => void figures.refetch()} />
      {figures.data && <Shown figures={figures.data} process={process} />}
    </div>
  )
}

function Shown({ figures, process }: { figures: Figures; process: Process }) {
  const t = useText()
  const nameOf = useNames()
  const picture = useApi(
    'getProcess',
    { params: { id: figures.definitionId } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const counts = Object.fromEntries(figures.states.map(({ key, running }) => [key, running]))
  const spent = (seconds: number | null) => {
    if (seconds === null) return t('none')
    const { unit, count } = spentIn(seconds)
    return t(unit, { count })
  }
  const toRecords = (phase: string) =>
    process === 'workOrder' ? '/orders' : `/requests?queue=all&kind=${process}&phase=${phase}`
  return (
    <>
      <section className={styles.card}>
        {picture.data && <ProcessPicture fit picture={picture.data} counts={counts} label={t('picture')} />}
      </section>
      <section className={styles.card}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('step')}</th>
              <th>{t('running')}</th>
              <th>{t('visits')}</th>
              <th>{t('median')}</th>
              <th>{t('p90')}</th>
              <th>{t('breaches')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.states.map((state) => (
              <tr key={state.key}>
                <th scope="row">
                  {nameOf(state.names)}
                  {state.former && <small className={styles.former}>{t('former')}</small>}
                </th>
                <td>
                  {state.running > 0 ? (
                    <Link to={toRecords(state.phase)} aria-label={t('show', { state: nameOf(state.names) })}>
                      {state.running}
                    </Link>
                  ) : (
                    state.running
                  )}
                </td>
                <td>{state.visits}</td>
                <td>{spent(state.medianSeconds)}</td>
                <td>{spent(state.p90Seconds)}</td>
                <td className={state.breaches > 0 ? styles.late : undefined}>{state.breaches}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={styles.note}>{t('note')}</p>
      </section>
      {picture.data && picture.data.clocks.length > 0 && (
        <section className={styles.card}>
          <ClockTargets clocks={picture.data.clocks} />
        </section>
      )}
    </>
  )
}
