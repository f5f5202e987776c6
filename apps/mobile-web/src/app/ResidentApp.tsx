import { lazy, useEffect } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { Acting } from '../features/proxies/Acting.tsx'
import { Home } from '../features/requests/Home.tsx'
import { Shell } from './Shell.tsx'
import type { Tab } from './TabBar.tsx'

const category = () => import('../features/report/CategoryPage.tsx')
const details = () => import('../features/report/DetailsPage.tsx')
const CategoryPage = lazy(category)
const DetailsPage = lazy(details)
const MyRequests = lazy(() => import('../features/requests/MyRequests.tsx'))
const RequestPage = lazy(() => import('../features/requests/RequestPage.tsx'))
const NoticesPage = lazy(() => import('../features/notices/NoticesPage.tsx'))
const Invitation = lazy(() => import('../features/session/Invitation.tsx'))
const HomesCard = lazy(() => import('../features/homes/HomesCard.tsx'))
const ProxiesCard = lazy(() => import('../features/proxies/ProxiesCard.tsx'))
const HomesPage = lazy(() => import('../features/homes/HomesPage.tsx'))
const ClaimPage = lazy(() => import('../features/homes/ClaimPage.tsx'))
const MePage = lazy(() => import('../features/me/MePage.tsx'))

const tabs: Tab[] = [
  { to: '/', icon: 'home', name: 'home' },
  { to: '/requests', icon: 'list', name: 'requests' },
  { to: '/notices', icon: 'bell', name: 'notices' },
  { to: '/me', icon: 'person', name: 'me' },
]

const idle = 3000

/**
 * What residents see. Home comes with the first view, the report's pages once the phone has nothing to do, so that a
 * report can be written where there is no line; the rest when it is opened.
 */
export function ResidentApp() {
  useEffect(() => {
    // a part that did not come is asked for again when it is opened
    const timer = setTimeout(() => void Promise.allSettled([category(), details()]), idle)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Routes>
      <Route element={<Shell tabs={tabs} top={<Acting />} />}>
        <Route index element={<Home />} />
        <Route path="report" element={<CategoryPage />} />
        <Route path="report/:category" element={<DetailsPage />} />
        <Route path="requests" element={<MyRequests />} />
        <Route path="requests/:id" element={<RequestPage />} />
        <Route path="notices" element={<NoticesPage />} />
        <Route path="homes" element={<HomesPage />} />
        <Route path="homes/claim" element={<ClaimPage />} />
        <Route
          path="me"
          element={
            <MePage>
              <HomesCard />
              <ProxiesCard />
            </MePage>
          }
        />
      </Route>
      <Route path="invite/:token" element={<Invitation />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  )
}
