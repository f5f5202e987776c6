import {
  type ClockFigures,
  channelNames,
  REPORT_DIMENSIONS,
  REQUEST_KINDS,
  type ClockReport as Report,
  requestKindNames,
} from '@sims/contracts/web'
import { ErrorNotice, Loading, useNames } from '@sims/ui'
import { Select } from 'antd'
import { useState } from 'react'
import { useApi } from '../../shared/api.ts'
import { Head } from './Head.tsx'
import { share } from './spent.ts'
import styles from './statistics.module.css'
import { useText } from './texts.ts'

type Dimension = (typeof REPORT_DIMENSIONS)[number]
type Kind = (typeof REQUEST_KINDS)[number]
type Group = Report['groups'][number]

/** How fast requests were answered, by month or by what else they differ in. */
export function ClockReport() {
  const t = useText()
  const nameOf = useNames()
  const [by, setBy] = useState<Dimension>('month')
  const [kind, setKind] = useState<Kind>()
  const report = useApi('clockReport', { query: { by, ...(kind ? { kind } : {}) } })
  const nameOfGroup = ({ key, label }: Group) => {
    if (label) return label
    if (key === null) return t('noBuilding')
    if (by === 'kind') return nameOf(requestKindNames[key as Kind])
    if (by === 'channel') return nameOf(channelNames[key as keyof typeof channelNames])
    return key
  }
  return (
    <div className={styles.page}>
      <Head title={t('report')} lead={t('reportLead')} />
      <div className={styles.filters}>
        <Select
          aria-label={t('by')}
          value={by}
          options={REPORT_DIMENSIONS.map((one) => ({ value: one, label: t(`by_${one}`) }))}
          onChange={setBy}
        />
        <Select
          aria-label={t('kind')}
          placeholder={t('allKinds')}
          allowClear
          value={kind}
          options={REQUEST_KINDS.map((one) => ({ value: one, label: nameOf(requestKindNames[one]) }))}
          onChange={setKind}
        />
      </div>
      {report.isPending && <Loading />}
      <ErrorNotice error={report.error} retry={() => void report.refetch()} />
      {report.data && (
        <section className={styles.card}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t(`by_${by}`)}</th>
                <th>{t('requests')}</th>
                <th>{t('unanswered')}</th>
                <th>{t('within24h')}</th>
                <th>{t('withinResultDays')}</th>
                <th>{t('medianDays')}</th>
              </tr>
            </thead>
            <tbody>
              {report.data.groups.map((group) => (
                <Row key={group.key ?? ''} name={nameOfGroup(group)} figures={group} />
              ))}
            </tbody>
            <tfoot>
              <Row name={t('total')} figures={report.data.total} />
            </tfoot>
          </table>
          <p className={styles.note}>{t('reportNote')}</p>
        </section>
      )}
    </div>
  )
}

function Row({ name, figures }: { name: string; figures: ClockFigures }) {
  const t = useText()
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{figures.requests}</td>
      <td>{figures.requests - figures.answered}</td>
      <td>{share(figures.within24h, figures.answered)}</td>
      <td>{share(figures.withinResultDays, figures.answered)}</td>
      <td>{figures.medianDays ?? t('none')}</td>
    </tr>
  )
}
