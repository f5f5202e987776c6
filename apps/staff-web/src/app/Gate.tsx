import { ErrorNotice, Loading, setLocale, setTimeZone } from '@sims/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { useApi } from '../shared/api.ts'
import { keepLive } from '../shared/live.ts'
import { hasStatus } from '../shared/problem.ts'
import { SessionProvider } from '../shared/session.ts'
import styles from './shell.module.css'
import { useAppText } from './texts.ts'

const FirstPassword = lazy(() => import('../features/session/FirstPassword.tsx'))

/** Lets in who is signed in and past the first password; sends the others where they can become so. */
export function Gate() {
  const t = useAppText()
  const client = useQueryClient()
  const { pathname, search } = useLocation()
  const { data: session, error, refetch } = useApi('whoAmI', undefined, { staleTime: 60_000 })
  const accountLocale = session?.locale
  const zone = session?.organization.timeZone
  const inside = Boolean(session) && !session?.mustChangePassword
  useEffect(() => {
    if (accountLocale) setLocale(accountLocale)
  }, [accountLocale])
  useEffect(() => {
    if (zone) setTimeZone(zone)
  }, [zone])
  useEffect(() => (inside ? keepLive(client) : undefined), [inside, client])

  if (hasStatus(error, 401)) {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`
    return <Navigate replace to={`/sign-in${next}`} />
  }
  if (!session) {
    if (!error) return <Loading />
    return (
      <main className={styles.alone}>
        <h1>{t('startFailed')}</h1>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </main>
    )
  }
  if (session.mustChangePassword)
    return (
      <Suspense fallback={<Loading />}>
        <FirstPassword session={session} />
      </Suspense>
    )
  if (!session.staffId)
    return (
      <main className={styles.alone}>
        <p>{t('residentHere')}</p>
        <Button type="primary" href="/m/">
          {t('toMobile')}
        </Button>
      </main>
    )
  return (
    <SessionProvider value={session}>
      <Outlet />
    </SessionProvider>
  )
}
