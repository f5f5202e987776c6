import type { ImportRun } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useCommand } from '../../shared/api.ts'
import { Figures } from './Figures.tsx'
import styles from './imports.module.css'
import { useText } from './texts.ts'

/** What a check found, and the button that lets the good rows in; also where a stopped run goes on. */
export function CheckResult({ run }: { run: ImportRun }) {
  const t = useText()
  const start = useCommand('startImport', ['getImport', 'listImports', 'listImportRows'])
  const place = useRef<HTMLElement>(null)
  // it appears above the form, whose button was pressed far below
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' })
  }, [])
  const stopped = run.state === 'stopped'
  // rows of history that are there already may be updated; others have nothing to do
  const todo = run.subject === 'history' ? run.ready : run.ready - run.duplicates
  return (
    <section ref={place} className={styles.card}>
      <h2>{t('result')}</h2>
      <div className={styles.row}>
        <Figures
          of={[
            ...(run.subject === 'history'
              ? ([
                  ['ready', run.ready],
                  ['duplicatesCount', run.duplicates],
                ] as const)
              : run.mode === 'new'
                ? ([
                    ['willCreate', todo],
                    ['alreadyThere', run.duplicates],
                  ] as const)
                : ([
                    ['willChange', todo],
                    ['unchanged', run.duplicates],
                  ] as const)),
            ['faulty', run.faulty, 'danger'],
          ]}
        />
        <div className={styles.act}>
          <Button
            type="primary"
            disabled={todo === 0}
            loading={start.isPending}
            onClick={() => void start.run({ params: { id: run.id } }).catch(() => null)}
          >
            {stopped ? t('goOn') : t('start', { count: todo })}
          </Button>
          {run.faulty > 0 && <small>{t('startHint')}</small>}
        </div>
      </div>
      <ErrorNotice error={start.error} />
    </section>
  )
}
