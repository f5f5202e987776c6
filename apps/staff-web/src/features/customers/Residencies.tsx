import { type Residency, residencyKindNames } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useCommand, useList } from '../../shared/api.ts'
import { BackIcon } from '../../shared/icons.tsx'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import styles from './customers.module.css'
import { useText } from './texts.ts'

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
  const verify = useCommand('verifyResidency', ['listResidencies', 'getCustomer', 'listCustomers'])
  const [answer, setAnswer] = useState<boolean>()
  const say = async (verified: boolean) => {
    setAnswer(verified)
    const done = await verify.run({ params: { id: residency.id }, body: { verified } }).catch(() => null)
    if (done) message.success(verified ? t('accepted', { name: residency.customerName }) : t('refused'))
  }
  return (
    <li className={styles.waitingRow}>
      <Link to={`/customers/${residency.customerId}`}>{residency.customerName}</Link>
      <span>
        {residency.communityName} <strong>{residency.premisesName}</strong>
      </span>
      <span>{nameOf(residencyKindNames[residency.kind])}</span>
      <span className={styles.answers}>
        <Popconfirm
          title={t('refuseTitle')}
          description={t('refuseHint')}
          okText={t('refuse')}
          cancelText={t('cancel')}
          onConfirm={() => void say(false)}
        >
          <Button size="small" danger loading={verify.isPending && answer === false} disabled={verify.isPending}>
            {t('refuse')}
          </Button>
        </Popconfirm>
        <Button
          size="small"
          type="primary"
          loading={verify.isPending && answer === true}
          disabled={verify.isPending}
          onClick={() => void say(true)}
        >
          {t('confirm')}
        </Button>
      </span>
      {verify.error && (
        <div className={styles.fault}>
          <ErrorNotice error={verify.error} />
        </div>
      )}
    </li>
  )
}
