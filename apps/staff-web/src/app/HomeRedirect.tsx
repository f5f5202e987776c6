import { Navigate } from 'react-router'
import { useSession } from '../shared/session.ts'
import { navigationFor } from './navigation.ts'

/** `/` leads to the first area in which the person works. */
export function HomeRedirect() {
  const [first] = navigationFor(useSession())
  return <Navigate replace to={first?.to ?? '/home'} />
}
