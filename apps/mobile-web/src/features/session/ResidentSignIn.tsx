import { Link } from 'react-router'
import { Frame } from './Frame.tsx'
import { ResidentForm } from './ResidentForm.tsx'
import styles from './session.module.css'
import { useText } from './texts.ts'

export function ResidentSignIn() {
  const t = useText()
  return (
    <Frame title={t('residentTitle')} lead={t('residentLead')}>
      <ResidentForm />
      <Link className={styles.other} to="/staff">
        {t('toStaff')}
      </Link>
    </Frame>
  )
}
