import type { ImportRun } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { Button, Popconfirm } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { Figures } from './Figures.tsx'
import styles from './imports.module.css'
import { useText } from './texts.ts'

/** What a run made, and the way back. */
export function Outcome({ run }: { run: ImportRun }) {
  const t = useText()
  const undo = useCommand('undoImport', ['getImport', 'listImports', 'listImportRows', 'listRequests'])
  const history = run.subject === 'history'
  const undone = run.state === 'undoing' || run.state === 'undone' || run.removed + run.restored + run.kept > 0
  return (
    <section className={styles.card}>
      <h2>{t('outcome')}</h2>
      <div className={styles.row}>
        <Figures of={figures(run, undone)} />
        {(run.state === 'done' || run.state === 'stopped') && (
          <Popconfirm
            title={t('undoTitle')}
            description={<span className={styles.confirm}>{t(history ? 'undoHint' : 'undoSheetHint')}</span>}
            okText={t('undo')}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => void undo.run({ params: { id: run.id } }).catch(() => null)}
          >
            <Button danger loading={undo.isPending}>
              {t('undo')}
            </Button>
          </Popconfirm>
        )}
      </div>
      <ErrorNotice error={undo.error} />
    </section>
  )
}

type Figure = Parameters<typeof Figures>[0]['of'][number]

function figures(run: ImportRun, undone: boolean): Figure[] {
  const { subject, mode } = run
  const either: Figure[] = [
    ['created', run.created],
    ['updated', run.updated],
  ]
  const made = subject === 'history' ? either : either.filter((_, i) => i === (mode === 'new' ? 0 : 1))
  const back: Figure[] = [
    mode === 'new' ? ['removed', run.removed] : ['restored', run.restored],
    ['kept', run.kept, 'warn'],
  ]
  return [
    ...made,
    [mode === 'new' ? 'skipped' : 'unchanged', run.skipped],
    ['faulty', run.faulty, 'danger'],
    ...(undone ? back : []),
  ]
}
