import { type Residency, residencyKindNames } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useCommand, useList } from '../../shared/api.ts'
import { BackIcon } from '../../shared/icons.tsx'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { problemFaults } from '../../shared/problem.ts'
import { Tag } from '../../shared/sheet/Tag.tsx'
import styles from './customers.module.css'
import { householdReads } from './reads.ts'
import { useText } from './texts.ts'

const AnswerDialog = lazy(() => import('./AnswerDialog.tsx'))

/** Who has registered for premises by invitation and waits for the service centre's word. */
export function Residencies() {
  const t = useText()
  const list = useList('listResidencies', { limit: 25 })
  return (
    <div className={styles.single}>
      <header className={styles.tools}>
        <Link className={styles.back} to="/customers" aria-label={t('back')} title={t('back')}>
          <BackIcon />
        </Link>
        <h1>{t('toVerify')}</h1>
      </header>
      {list.isPending && <Loading />}
      <ErrorNotice error={list.error} retry={() => void list.refetch()} />
      {list.isSuccess && list.items.length === 0 && <EmptyState title={t('noVerify')} hint={t('noVerifyHint')} />}
      <ul>
        {list.items.map((residency) => (
          <Waiting key={residency.id} residency={residency} />
        ))}
      </ul>
      <LoadMore list={list} />
    </div>
  )
}

function Waiting({ residency }: { residency: Residency }) {
  const t = useText()
  const nameOf = useNames()
  const { message } = App.useApp()
  const verify = useCommand('verifyResidency', householdReads)
  const [dialog, setDialog] = useState<'verify' | 'refuse'>()
  /** A plain case takes one press; what needs a last day or a reason is asked for. */
  const confirm = async () => {
    if (residency.kind === 'lessee' && residency.until === null) return setDialog('verify')
    try {
      await verify.run({ params: { id: residency.id }, body: { verified: true } })
      message.success(t('accepted', { name: residency.customerName }))
    } catch (error) {
      if (problemFaults(error).length > 0) setDialog('verify')
    }
  }
  return (
    <li className={styles.waitingRow}>
      <Link to={`/customers/${residency.customerId}`}>{residency.customerName}</Link>
      <Link to={`/premises/${residency.premisesId}`}>
        {residency.communityName} <strong>{residency.premisesName}</strong>
      </Link>
      <span className={styles.asWhat}>
        {nameOf(residencyKindNames[residency.kind])}
        {residency.onRoll && <Tag tone="good">{t('onRoll')}</Tag>}
      </span>
      <span className={styles.answers}>
        <Button size="small" danger disabled={verify.isPending} onClick={() => setDialog('refuse')}>
          {t('refuse')}
        </Button>
        <Button size="small" type="primary" loading={verify.isPending} onClick={() => void confirm()}>
          {t('confirm')}
        </Button>
      </span>
      {verify.error && problemFaults(verify.error).length === 0 && (
        <div className={styles.fault}>
          <ErrorNotice error={verify.error} />
        </div>
      )}
      {dialog && (
        <Suspense fallback={null}>
          <AnswerDialog residency={residency} verified={dialog === 'verify'} close={() => setDialog(undefined)} />
        </Suspense>
      )}
    </li>
  )
}
