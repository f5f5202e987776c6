import { ErrorNotice, Loading } from '@sims/ui'
import { lazy, Suspense } from 'react'
import { useSession } from '../shared/session.ts'
import { Toaster } from '../shared/ui/toast.tsx'
import { ResidentApp } from './ResidentApp.tsx'
import { SignedOutApp } from './SignedOutApp.tsx'

const FieldApp = lazy(() => import('./FieldApp.tsx'))
const ChangePassword = lazy(() => import('../features/session/ChangePassword.tsx'))

/** The session chooses what there is: signing in, the first password, residents' pages or those of the field. */
export function App() {
  return (
    <Suspense fallback={<Loading />}>
      <Chosen />
      <Toaster />
    </Suspense>
  )
}

function Chosen() {
  const { data: session, error, isPending, refetch } = useSession()
  if (isPending) return <Loading />
  if (error && !session) return <ErrorNotice error={error} retry={refetch} />
  if (!session) return <SignedOutApp />
  if (session.mustChangePassword) return <ChangePassword />
  return session.staffId ? <FieldApp /> : <ResidentApp />
}
