import type { ImportOutcome, ImportRun } from '@sims/contracts/web'
import { ErrorNotice, Loading } from '@sims/ui'
import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useList } from '../../shared/api.ts'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import styles from './imports.module.css'
import { useText } from './texts.ts'

type Wanted = ImportOutcome | 'all'

/** What is wrong with which row, and what became of each; by kind of end. */
export function Log({ run }: { run: ImportRun }) {
  const t = useText()
  const before = run.state === 'checked'
  const counts: [Wanted, number][] = [
    ['faulty', run.faulty],
    ['created', run.removed + run.kept > 0 ? 0 : run.created],
    ['updated', run.removed + run.kept > 0 ? 0 : run.updated],
    ['skipped', run.skipped],
    ['removed', run.removed],
    ['kept', run.kept],
  ]
  const there = counts.filter(([, count]) => count > 0)
  const options: [Wanted, number?][] = before || there.length < 2 ? there : [['all'], ...there]
  const [chosen, choose] = useState<Wanted>()
  const wanted = options.some(([key]) => key === chosen) ? chosen : options[0]?.[0]
  if (!wanted) return null
  return (
    <section className={styles.card}>
      <div className={styles.row}>
        <h2>{t('log')}</h2>
        {options.length > 1 && (
          <div className={styles.tabs}>
            <Segmented
              value={wanted}
              options={options.map(([value, count]) => ({
                value,
                label: value === 'all' ? t('all') : `${t(`o_${value}`)} ${count}`,
              }))}
              onChange={(value) => choose(value as Wanted)}
            />
          </div>
        )}
      </div>
      <div className={before ? styles.many : undefined}>
        <Rows key={`${wanted} ${run.version}`} run={run} wanted={wanted} />
      </div>
    </section>
  )
}

function Rows({ run, wanted }: { run: ImportRun; wanted: Wanted }) {
  const t = useText()
  const query = { limit: 50, ...(wanted === 'all' ? {} : { outcome: wanted }) }
  const list = useList('listImportRows', query, true, { id: run.id, version: String(run.version) })
  if (list.isPending) return <Loading />
  return (
    <>
      <ErrorNotice error={list.error} retry={() => void list.refetch()} />
      <table className={`${styles.table} ${styles.log}`}>
        <thead>
          <tr>
            <th className={styles.number}>{t('row')}</th>
            <th>{t('what')}</th>
            <th>{t('reason')}</th>
            <th>{t('record')}</th>
          </tr>
        </thead>
        <tbody>
          {list.items.map((row) => (
            <tr key={row.row}>
              <th scope="row" className={styles.number}>
                {row.row}
              </th>
              <td className={styles.what}>{t(`o_${row.outcome}`)}</td>
              <td>
                {row.faults.map((fault) => (
                  <p key={`${fault.column} ${fault.code}`}>{fault.message}</p>
                ))}
              </td>
              <td>{row.recordId && <Link to={`/requests/${row.recordId}`}>{row.number}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LoadMore list={list} />
    </>
  )
}
