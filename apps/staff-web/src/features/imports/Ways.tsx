import { importSubjectNames, type SheetSubject } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { Button } from 'antd'
import { api } from '../../shared/api.ts'
import { BringFile } from './BringFile.tsx'
import { ExportButton } from './ExportButton.tsx'
import styles from './imports.module.css'
import { useText } from './texts.ts'
import { useFile } from './use-file.ts'

/** The two ways in for records of our own: what is new by a template, changes by an export that comes back. */
export function Ways({ subject }: { subject: SheetSubject }) {
  const t = useText()
  return (
    <div className={styles.ways}>
      <section className={`${styles.card} ${styles.way}`}>
        <h2>{t('bringNew')}</h2>
        <p className={styles.hint}>{t('newHint')}</p>
        <div className={styles.both}>
          <TemplateButton subject={subject} />
          <BringFile subject={subject} mode="new" />
        </div>
      </section>
      <section className={`${styles.card} ${styles.way}`}>
        <h2>{t('bringUpdate')}</h2>
        <p className={styles.hint}>{t('updateHint')}</p>
        <div className={styles.both}>
          <ExportButton subject={subject} />
          <BringFile subject={subject} mode="update" />
        </div>
      </section>
    </div>
  )
}

function TemplateButton({ subject }: { subject: SheetSubject }) {
  const t = useText()
  const nameOf = useNames()
  const { take, busy, error } = useFile()
  const name = `${nameOf(importSubjectNames[subject])}-${t('template')}`
  return (
    <div className={styles.take}>
      <Button loading={busy} onClick={() => void take(() => api('getImportTemplate', { query: { subject } }), name)}>
        {t('takeTemplate')}
      </Button>
      <ErrorNotice error={error} />
    </div>
  )
}
