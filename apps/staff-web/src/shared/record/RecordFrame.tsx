import { type Priority, priorityNames } from '@sims/contracts/web'
import { ErrorNotice, Loading, PhaseTag, useNames } from '@sims/ui'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { CloseIcon } from '../icons.tsx'
import { useShortcuts } from '../use-shortcuts.ts'
import styles from './frame.module.css'
import { useRecordText } from './texts.ts'

interface RecordFrameProps {
  /** the list to which closing leads back */
  listPath: string
  children: ReactNode
  head?: ReactNode
  label?: string
}

/** The right side of a list page: a record with its way back (Esc). */
export function RecordFrame({ listPath, children, head, label }: RecordFrameProps) {
  const t = useRecordText()
  const { search } = useLocation()
  const navigate = useNavigate()
  const close = () => navigate({ pathname: listPath, search })
  useShortcuts({ Escape: close })
  return (
    <article className={styles.record} aria-label={label}>
      <header className={styles.head}>
        {head}
        <span className={styles.grow} />
        <Button
          type="text"
          icon={<CloseIcon />}
          aria-label={t('close')}
          title={`${t('close')} (Esc)`}
          onClick={close}
        />
      </header>
      {children}
    </article>
  )
}

/** In place of a record that is still on its way or did not come. */
export function RecordPending({ listPath, error, retry }: { listPath: string; error: unknown; retry: () => void }) {
  return (
    <RecordFrame listPath={listPath}>
      <div className={styles.pending}>{error ? <ErrorNotice error={error} retry={retry} /> : <Loading />}</div>
    </RecordFrame>
  )
}

interface RecordTitleProps {
  record: {
    number: string
    categoryNames: { 'zh-CN': string; en: string }
    phase: string
    stateNames: { 'zh-CN': string; en: string }
    priority: number
  }
}

/** Number, category, state, and the priority where it is above normal. */
export function RecordTitle({ record }: RecordTitleProps) {
  const nameOf = useNames()
  return (
    <>
      <h2>
        {record.number}
        <span>{nameOf(record.categoryNames)}</span>
      </h2>
      <PhaseTag phase={record.phase}>{nameOf(record.stateNames)}</PhaseTag>
      {record.priority <= 2 && (
        <span className={styles.priority} data-priority={record.priority}>
          {nameOf(priorityNames[record.priority as Priority])}
        </span>
      )}
    </>
  )
}
