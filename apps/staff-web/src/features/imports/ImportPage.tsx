import { type ImportRun, importSubjectNames } from '@sims/contracts/web'
import { dayAndTime, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Progress } from 'antd'
import { Link, useParams } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { BackIcon } from '../../shared/icons.tsx'
import { CheckResult } from './CheckResult.tsx'
import { HistoryMapping } from './HistoryMapping.tsx'
import styles from './imports.module.css'
import { Log } from './Log.tsx'
import { Outcome } from './Outcome.tsx'
import { Passwords } from './Passwords.tsx'
import { SheetMapping } from './SheetMapping.tsx'
import { isWorking, StateTag } from './StateTag.tsx'
import { useText } from './texts.ts'

const LOOK_MS = 1000

/** One import from its file to its end: what the columns are, what the check found, how the run went, row by row. */
export function ImportPage() {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const nameOf = useNames()
  const { id = '' } = useParams()
  const {
    data: run,
    error,
    refetch,
  } = useApi(
    'getImport',
    { params: { id } },
    {
      every: (data) => (data && isWorking(data.state) ? LOOK_MS : false),
    },
  )
  if (!run) return error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Loading />
  const { state } = run
  const checked = state === 'read' || state === 'checking' || state === 'checked'
  const logged = state === 'checked' || ['running', 'stopped', 'done', 'undoing', 'undone'].includes(state)
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.title}>
          <Link to={`/imports?subject=${run.subject}`} className={styles.back} aria-label={t('back')} title={t('back')}>
            <BackIcon />
          </Link>
          <h1>{run.fileName}</h1>
          <StateTag run={run} />
        </div>
        <p>
          {nameOf(importSubjectNames[run.subject])} · {run.createdByName} ·{' '}
          {dayAndTime(new Date(run.createdAt), now, locale)}
          {run.rows > 0 && ` · ${t('rows')} ${run.rows}`}
        </p>
      </header>
      {run.fault && (
        <p className={styles.fault} role="alert">
          {run.fault.message}
        </p>
      )}
      {state === 'reading' && <Loading />}
      {(state === 'running' || state === 'undoing') && (
        <section className={styles.card}>
          <h2>{t(state === 'running' ? 'progress' : 'undoProgress')}</h2>
          <Progress percent={Math.round(run.progress * 100)} />
        </section>
      )}
      {(state === 'checked' || state === 'stopped') && <CheckResult run={run} />}
      {['running', 'stopped', 'done', 'undoing', 'undone'].includes(state) && <Outcome run={run} />}
      {run.subject === 'staff' &&
        run.mode === 'new' &&
        (state === 'done' || state === 'stopped') &&
        run.created > 0 && <Passwords run={run} />}
      {logged && <Log run={run} />}
      {checked && <Mapping key={`${run.id} ${state === 'checking'}`} run={run} />}
    </div>
  )
}

function Mapping({ run }: { run: ImportRun }) {
  const { mapping } = run
  return mapping.subject === 'history' ? (
    <HistoryMapping run={run} mapping={mapping} />
  ) : (
    <SheetMapping run={run} mapping={mapping} />
  )
}
