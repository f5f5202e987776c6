import { residencyKindNames } from '@sims/contracts/web'
import { ErrorNotice, Loading, useNames } from '@sims/ui'
import { Link, useParams } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { Frame } from './Frame.tsx'
import { ResidentForm } from './ResidentForm.tsx'
import styles from './session.module.css'
import { useText } from './texts.ts'

/** What the QR code of one's premises opens: whose it is, then the first sign-in. */
export default function Invitation() {
  const t = useText()
  const nameOf = useNames()
  const { token = '' } = useParams()
  const { data, error, refetch } = useAnswer('getInvitation', { params: { token } })
  return (
    <Frame title={t('invitationTitle')}>
      {!data && !error && <Loading />}
      {error && (
        <>
          <ErrorNotice error={error} retry={refetch} />
          <Link className={styles.other} to="/" replace>
            {t('toResident')}
          </Link>
        </>
      )}
      {data && (
        <>
          <p className={styles.place}>
            <strong>
              {data.community} {data.premises}
            </strong>
            <span>
              {data.organization} · {nameOf(residencyKindNames[data.residencyKind])}
            </span>
          </p>
          <ResidentForm invitation={token} />
        </>
      )}
    </Frame>
  )
}
