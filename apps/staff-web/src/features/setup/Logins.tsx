import { type Answer, roleNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { CopyButton } from '../../shared/CopyButton.tsx'
import { PrintIcon } from '../../shared/icons.tsx'
import { useSharedText } from '../../shared/texts.ts'
import styles from './setup.module.css'
import { useText } from './texts.ts'

/** The first logins, shown once. */
export function Logins({ logins }: Answer<'setup'>) {
  const t = useText()
  const shared = useSharedText()
  const nameOf = useNames()
  const navigate = useNavigate()
  const lines = logins.map((login) => [nameOf(roleNames[login.role]), login.name, login.account, login.password])
  return (
    <div className="print-sheet">
      <h1>{t('doneTitle')}</h1>
      <p className={styles.hint}>{t('doneHint')}</p>
      <table className={styles.logins}>
        <thead>
          <tr>
            <th>{t('role')}</th>
            <th>{t('name')}</th>
            <th>{t('account')}</th>
            <th>{t('password')}</th>
          </tr>
        </thead>
        <tbody>
          {logins.map((login) => (
            <tr key={login.account}>
              <td>{nameOf(roleNames[login.role])}</td>
              <td>{login.name}</td>
              <td className={styles.code}>{login.account}</td>
              <td className={styles.code}>{login.password}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={`screen-only ${styles.buttons}`}>
        <CopyButton text={lines.map((line) => line.join('\t')).join('\n')} />
        <Button icon={<PrintIcon size={16} />} onClick={() => window.print()}>
          {shared('print')}
        </Button>
        <Button type="primary" onClick={() => navigate('/sign-in', { replace: true })}>
          {t('toSignIn')}
        </Button>
      </div>
    </div>
  )
}
