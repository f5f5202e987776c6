import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { MyDuty } from '../features/duty/MyDuty.tsx'
import { Ringing } from '../features/duty/Ringing.tsx'
import { TodayPage } from '../features/orders/TodayPage.tsx'
import { MyPraise } from '../features/praise/MyPraise.tsx'
import { Shell } from './Shell.tsx'
import type { Tab } from './TabBar.tsx'

const PoolPage = lazy(() => import('../features/orders/PoolPage.tsx'))
const OrderPage = lazy(() => import('../features/orders/OrderPage.tsx'))
const NoticesPage = lazy(() => import('../features/notices/NoticesPage.tsx'))
const MePage = lazy(() => import('../features/me/MePage.tsx'))

const tabs: Tab[] = [
  { to: '/', icon: 'today', name: 'orders' },
  { to: '/pool', icon: 'pool', name: 'pool' },
  { to: '/notices', icon: 'bell', name: 'notices' },
  { to: '/me', icon: 'person', name: 'me' },
]

/** What staff in the field see. */
export default function FieldApp() {
  return (
    <Routes>
      <Route element={<Shell tabs={tabs} top={<Ringing />} />}>
        <Route index element={<TodayPage />} />
        <Route path="pool" element={<PoolPage />} />
        <Route path="orders/:id" element={<OrderPage />} />
        <Route path="notices" element={<NoticesPage />} />
        <Route
          path="me"
          element={
            <MePage>
              <MyDuty />
              <MyPraise />
            </MePage>
          }
        />
      </Route>
      {/* what a notice of praise leads to */}
      <Route path="requests/:id" element={<Navigate to="/me" replace />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  )
}
