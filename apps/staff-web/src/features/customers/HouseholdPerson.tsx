import {
  type Residency,
  residencyKindNames,
  residencyOutcomeNames,
  residencyStateNames,
  verifiedByNames,
} from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button } from 'antd'
import { Link } from 'react-router'
import { Tag, type Tone } from '../../shared/sheet/Tag.tsx'
import styles from './household.module.css'
import { useHouseholdText } from './household-texts.ts'

const tones: Record<Residency['state'], Tone> = { claimed: 'warn', verified: 'good', ended: 'quiet', refused: 'danger' }

interface HouseholdPersonProps {
  residency: Residency
  /** absent: of the past */
  act?: (dialog: 'verify' | 'refuse' | 'end') => void
}

/** One person of a household: as what, where it stands, who vouched for it, until when. */
export function HouseholdPerson({ residency, act }: HouseholdPersonProps) {
  const t = useHouseholdText()
  const nameOf = useNames()
  const { state, until, endedOn, outcome, verifiedHow, note, onRoll } = residency
  const waits = state === 'claimed'
  return (
    <li className={styles.person}>
      <Link className={styles.name} to={`/customers/${residency.customerId}`}>
        {residency.customerName}
      </Link>
      <span>{nameOf(residencyKindNames[residency.kind])}</span>
      <span className={styles.state}>
        <Tag tone={tones[state]}>
          {nameOf(
            outcome
              ? residencyOutcomeNames[outcome]
              : verifiedHow && !endedOn
                ? verifiedByNames[verifiedHow]
                : residencyStateNames[state],
          )}
        </Tag>
        {onRoll && <Tag tone="good">{t('onRoll')}</Tag>}
        {note && <span className={styles.note}>{note}</span>}
      </span>
      <span className={styles.until}>{endedOn ?? until ?? t('open')}</span>
      <span className={styles.acts}>
        {act && waits && (
          <>
            <Button size="small" danger onClick={() => act('refuse')}>
              {t('refuse')}
            </Button>
            <Button size="small" type="primary" onClick={() => act('verify')}>
              {t('verify')}
            </Button>
          </>
        )}
        {act && !waits && (
          <Button size="small" onClick={() => act('end')}>
            {t('end')}
          </Button>
        )}
      </span>
    </li>
  )
}
