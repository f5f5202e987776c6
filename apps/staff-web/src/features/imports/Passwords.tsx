import type { Answer, ImportRun } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { api } from '../../shared/api.ts'
import styles from './imports.module.css'
import { useText } from './texts.ts'

type Issued = Answer<'issuePasswords'>['items']

/** First passwords for the staff whom an import brought: issued some at a time, shown once, printed to be cut up. */
export function Passwords({ run }: { run: ImportRun }) {
  const t = useText()
  const [issued, setIssued] = useState<Issued>([])
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const issue = async () => {
    setBusy(true)
    setError(null)
    try {
      for (let left = 1; left > 0; ) {
        const next = await api('issuePasswords', { params: { id: run.id } })
        setIssued((before) => [...before, ...next.items])
        left = next.left
      }
      setDone(true)
    } catch (failure) {
      setError(failure as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={`print-sheet ${styles.card} ${styles.passwords}`}>
      <div className={styles.row}>
        <h2>{t('passwords')}</h2>
        {done && issued.length > 0 ? (
          <Button className="screen-only" onClick={() => window.print()}>
            {t('print')}
          </Button>
        ) : (
          <Button loading={busy} onClick={() => void issue()}>
            {busy ? t('issuing', { count: issued.length }) : t('issue')}
          </Button>
        )}
      </div>
      <p className={`screen-only ${styles.hint}`}>
        {t(issued.length > 0 ? 'onlyOnce' : done ? 'noneLeft' : 'passwordsHint')}
      </p>
      <ErrorNotice error={error} />
      {issued.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('employeeNumber')}</th>
              <th>{t('personName')}</th>
              <th>{t('account')}</th>
              <th>{t('password')}</th>
            </tr>
          </thead>
          <tbody>
            {issued.map((one) => (
              <tr key={one.account}>
                <td>{one.employeeNumber}</td>
                <th scope="row">{one.name}</th>
                <td>{one.account}</td>
                <td className={styles.secret}>{one.password}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
