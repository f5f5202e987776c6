import { importSubjectNames, type SheetSubject } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { Button } from 'antd'
import { api } from '../../shared/api.ts'
import styles from './imports.module.css'
import { useText } from './texts.ts'
import { useFile } from './use-file.ts'

/** The present records of a subject as a table. */
export function ExportButton({ subject }: { subject: SheetSubject }) {
  const t = useText()
  const nameOf = useNames()
  const { take, busy, error } = useFile()
  const name = nameOf(importSubjectNames[subject])
  return (
    <div className={styles.take}>
      <Button loading={busy} onClick={() => void take(() => api('exportTable', { body: { subject } }), name)}>
        {t('takeExport')}
      </Button>
      <ErrorNotice error={error} />
    </div>
  )
}
