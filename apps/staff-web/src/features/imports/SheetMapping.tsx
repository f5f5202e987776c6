import { type ImportRun, KEY_COLUMN, type SheetMapping as Mapping, SHEETS, type SheetField } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { Columns } from './Columns.tsx'
import styles from './imports.module.css'
import { isWorking } from './StateTag.tsx'
import { useText } from './texts.ts'

/** Which column of a table of estate or people is which; a check holds every row against it. */
export function SheetMapping({ run, mapping }: { run: ImportRun; mapping: Mapping }) {
  const t = useText()
  const nameOf = useNames()
  const [columns, choose] = useState(mapping.columns)
  const check = useCommand('checkImport', ['getImport', 'listImports', 'listImportRows'])
  const update = run.mode === 'update'
  const own = Object.entries<SheetField>(SHEETS[mapping.subject])
  const fields = [
    ...(update ? [{ field: 'key', label: nameOf(KEY_COLUMN.names), required: true }] : []),
    ...own.map(([field, { names, required }]) => ({
      field,
      label: nameOf(names),
      required: required === true && !update,
    })),
  ] as { field: keyof typeof columns; label: string; required: boolean }[]
  const busy = check.isPending || isWorking(run.state)
  return (
    <section className={styles.card}>
      <h2>{t('columns')}</h2>
      <p className={styles.hint}>{t('columnsHint')}</p>
      <Columns
        run={run}
        fields={fields}
        columns={columns}
        faults={fieldFaults(check.error, (path) => path.startsWith('columns.'))}
        choose={choose}
      />
      <div className={styles.foot}>
        <FormError error={check.error} fields={fields.map(({ field }) => field)} />
        <Button
          type={run.state === 'checked' ? 'default' : 'primary'}
          loading={busy}
          onClick={() => void check.run({ params: { id: run.id }, body: { ...mapping, columns } }).catch(() => null)}
        >
          {t(run.state === 'checked' ? 'checkAgain' : 'check')}
        </Button>
      </div>
    </section>
  )
}
