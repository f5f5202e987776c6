import { residencyKindNames, residencyStateNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Link } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { useMe } from '../../shared/session.ts'
import { Card } from '../../shared/ui/Card.tsx'
import styles from './homes.module.css'
import { isOpen } from './is-open.ts'
import { useText } from './texts.ts'

/** The premises that a resident belongs to, and whether somebody waits for their word as the owner. */
export default function HomesCard() {
  const me = useMe()
  // nobody answers for a household in another's name
  return me.behalf ? null : <Own />
}

function Own() {
  const t = useText()
  const nameOf = useNames()
  const { data } = useAnswer('myHomes')
  if (!data) return null
  const ties = data.ties.filter(isOpen)
  const waiting = data.owned.flatMap(({ people }) => people).filter(({ state }) => state === 'claimed').length
  return (
    <Card title={t('title')}>
      {ties.length === 0 && <p className={styles.soft}>{t('none')}</p>}
      <ul>
        {ties.map((tie) => (
          <li key={tie.id} className={styles.row}>
            <span>
              {tie.communityName} {tie.premisesName}
            </span>
            <span className={tie.state === 'verified' ? styles.soft : styles.warn}>
              {nameOf(tie.state === 'verified' ? residencyKindNames[tie.kind] : residencyStateNames[tie.state])}
            </span>
          </li>
        ))}
      </ul>
      <Link className={styles.link} to="/homes">
        {t(ties.length === 0 ? 'claimFirst' : 'manage')}
        {waiting > 0 && <span className={styles.warn}>{t('waitingCount', { count: waiting })}</span>}
      </Link>
    </Card>
  )
}
