import type { Session } from '@sims/contracts/web'
import { BadgeIcon, HomeIcon, InboxIcon, PeopleIcon, WrenchIcon } from '../shared/icons.tsx'
import { areas, holds } from '../shared/session.ts'

const all = [
  { key: 'requests', to: '/requests', Icon: InboxIcon },
  { key: 'orders', to: '/orders', Icon: WrenchIcon },
  { key: 'customers', to: '/customers', Icon: PeopleIcon },
  { key: 'staff', to: '/staff', Icon: BadgeIcon },
] as const
const home = { key: 'home', to: '/home', Icon: HomeIcon } as const

/** The areas in which a person works, in the order of the navigation. */
export function navigationFor(session: Session) {
  const own = all.filter(({ key }) => holds(session, areas[key]))
  return own.length > 0 ? own : [home]
}
