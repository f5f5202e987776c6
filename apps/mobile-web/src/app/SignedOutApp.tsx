import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { ResidentSignIn } from '../features/session/ResidentSignIn.tsx'

const StaffSignIn = lazy(() => import('../features/session/StaffSignIn.tsx'))
const Invitation = lazy(() => import('../features/session/Invitation.tsx'))

/** Before signing in. Any other address shows the sign-in page and is where one stands afterwards. */
export function SignedOutApp() {
  return (
    <Routes>
      <Route path="staff" element={<StaffSignIn />} />
      <Route path="invite/:token" element={<Invitation />} />
      <Route path="*" element={<ResidentSignIn />} />
    </Routes>
  )
}
