import { type ImportOutcome, type ImportRun, SHEETS, type SheetField, type SheetSubject } from '@sims/contracts/web'
import { ErrorNotice, Loading, useNames } from '@sims/ui'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, useList } from '../../shared/api.ts'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import styles from './imports.module.css'
import { useText } from './texts.ts'
import { useFile } from './use-file.ts'

type Wanted = ImportOutcome | 'all'

/** What is wrong with which row, and what became of each; by kind of end. */
export function Log({ run }: { run: ImportRun }) {
  const t = useText()
  const before = run.state === 'checked'
  const counts = before ? foreseen(run) : told(run)
  const there = counts.filter(([, count]) => count > 0)
  const options: [Wanted, number?][] =
    there.length < 2 || (before && run.subject === 'history') ? there : [...there, ['all']]
  const [chosen, choose] = useState<Wanted>()
  const wanted = options.some(([key]) => key === chosen) ? chosen : options[0]?.[0]
  if (!wanted) return null
  return (
    <section className={styles.card}>
      <div className={styles.row}>
        <div className={styles.heading}>
          <h2>{t('log')}</h2>
          {wanted === 'faulty' && ['checked', 'running', 'stopped'].includes(run.state) && <FaultyButton run={run} />}
        </div>
        {options.length > 1 && (
          <div className={styles.tabs}>
            <Segmented
              value={wanted}
              options={options.map(([value, count]) => ({
                value,
                label:
                  value === 'all'
                    ? t('all')
                    : `${t(before && (value === 'created' || value === 'updated') ? `w_${value}` : `o_${value}`)} ${count}`,
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

/** What a check has found. */
function foreseen(run: ImportRun): [Wanted, number][] {
  if (run.subject === 'history') return [['faulty', run.faulty]]
  const creating = run.ready - run.duplicates - run.changing
  return [
    ['faulty', run.faulty],
    ['created', creating],
    ['updated', run.changing],
    [run.mode === 'new' ? 'skipped' : 'unchanged', run.duplicates],
  ]
}

/** What became of the rows. */
function told(run: ImportRun): [Wanted, number][] {
  const undone = run.removed + run.restored + run.kept > 0
  return [
    ['faulty', run.faulty],
    ['created', undone ? 0 : run.created],
    ['updated', undone ? 0 : run.updated],
    [run.mode === 'update' ? 'unchanged' : 'skipped', run.skipped],
    ['removed', run.removed],
    ['restored', run.restored],
    ['kept', run.kept],
  ]
}

function Rows({ run, wanted }: { run: ImportRun; wanted: Wanted }) {
  const t = useText()
  const nameOf = useNames()
  const before = run.state === 'checked'
  const sheet = run.subject !== 'history'
  const fieldName = (field: string) => {
    const fields: Readonly<Record<string, SheetField>> = sheet ? SHEETS[run.subject as SheetSubject] : {}
    return fields[field] ? nameOf(fields[field].names) : field
  }
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
            <th>{t(sheet ? 'content' : 'reason')}</th>
            {!sheet && <th>{t('record')}</th>}
          </tr>
        </thead>
        <tbody>
          {list.items.map((row) => (
            <tr key={row.row}>
              <th scope="row" className={styles.number}>
                {row.row}
              </th>
              <td className={styles.what}>
                {t(
                  before && (row.outcome === 'created' || row.outcome === 'updated')
                    ? `w_${row.outcome}`
                    : `o_${row.outcome}`,
                )}
              </td>
              <td>
                {row.label !== null && <p className={styles.label}>{row.label}</p>}
                {row.changes.map(({ field, from, to }) => (
                  <Change key={field} name={fieldName(field)} from={from} to={to} />
                ))}
                {row.faults.map((fault) => (
                  <p key={`${fault.column} ${fault.code}`}>{fault.message}</p>
                ))}
              </td>
              {!sheet && <td>{row.recordId && <Link to={`/requests/${row.recordId}`}>{row.number}</Link>}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <LoadMore list={list} />
    </>
  )
}

/** One column's change; what is emptied or filled anew shows a dash. */
function Change({ name, from, to }: { name: string; from: string; to: string }) {
  return (
    <p className={styles.change}>
      <span>{name}</span>
      <del>{from || '—'}</del>
      <span aria-hidden="true">→</span>
      <ins>{to || '—'}</ins>
    </p>
  )
}

/** The faulty rows as a file, to be put right there; only while the import is not over. */
function FaultyButton({ run }: { run: ImportRun }) {
  const t = useText()
  const { take, busy, error } = useFile()
  const name = `${run.fileName.replace(/\.[^.]*$/, '')}-${t('faulty')}`
  return (
    <div className={styles.take}>
      <Button
        size="small"
        loading={busy}
        onClick={() => void take(() => api('getFaultyRows', { params: { id: run.id } }), name)}
      >
        {t('takeFaulty')}
      </Button>
      <ErrorNotice error={error} />
    </div>
  )
}
