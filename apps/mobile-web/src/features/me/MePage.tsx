import { roleNames } from '@sims/contracts/web'
import { ErrorNotice, LargeTypeSwitch, LocaleSwitch, type UiLocale, useLargeType, useNames } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../shared/api.ts'
import { Persons } from '../../shared/persons/Persons.tsx'
import { renew, useMe, useSignOut } from '../../shared/session.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import styles from './MePage.module.css'
import { MyMail } from './MyMail.tsx'
import { MyMessages } from './MyMessages.tsx'
import { useText } from './texts.ts'

/** Who I am here, what else concerns only me (`children`), and how I want to read. */
export default function MePage({ children }: { children?: ReactNode }) {
  const t = useText()
  const nameOf = useNames()
  const me = useMe()
  const large = useLargeType()
  const signOut = useSignOut()
  const keep = useMutation({
    mutationFn: (locale: UiLocale) => api('changeSession', { body: { locale } }),
    onSuccess: renew,
  })
  const roles = [...new Set(me.grants.map((grant) => nameOf(roleNames[grant.role])))]
  return (
    <Page title={t('title')}>
      <Card>
        <p className={styles.name}>{me.name}</p>
        <p className={styles.soft}>{me.staffId ? roles.join(' · ') : nameOf(roleNames.resident)}</p>
        {me.behalf && <p className={styles.soft}>{t('behalf', { name: me.behalf.name })}</p>}
        <p className={styles.soft}>{me.organization.name}</p>
        {me.organization.isDemo && <p className={styles.demo}>{t('demo')}</p>}
      </Card>
      {me.customerId && <Persons />}
      {children}
      {me.customerId && !me.behalf && <MyMail />}
      {!me.behalf && <MyMessages />}
      <Card title={t('reading')}>
        <div className={styles.row}>
          <span>{t(large ? 'largeNow' : 'normalNow')}</span>
          <LargeTypeSwitch className={styles.switch} />
        </div>
        <div className={styles.row}>
          <span>{t('language')}</span>
          <LocaleSwitch className={styles.switch} onSwitch={keep.mutate} />
        </div>
        <ErrorNotice error={keep.error} />
      </Card>
      <Button wide busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('signOut')}
      </Button>
      <ErrorNotice error={signOut.error} />
    </Page>
  )
}
