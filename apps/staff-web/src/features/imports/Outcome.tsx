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
  const undone = run.state === 'undoing' || run.state === 'undone' || run.removed + run.kept > 0
  return (
    <section className={styles.card}>
      <h2>{t('outcome')}</h2>
      <div className={styles.row}>
        <Figures
          of={[
            ['created', run.created],
            ['updated', run.updated],
            ['skipped', run.skipped],
            ['faulty', run.faulty, 'danger'],
            ...(undone
              ? ([
                  ['removed', run.removed],
                  ['kept', run.kept, 'warn'],
                ] as const)
              : []),
          ]}
        />
        {(run.state === 'done' || run.state === 'stopped') && (
          <Popconfirm
            title={t('undoTitle')}
            description={<span className={styles.confirm}>{t('undoHint')}</span>}
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
