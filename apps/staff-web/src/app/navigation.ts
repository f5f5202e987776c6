import type { Session } from '@sims/contracts/web'
import {
  ArchiveIcon,
  BadgeIcon,
  BoxIcon,
  CalendarIcon,
  ChartIcon,
  HomeIcon,
  InboxIcon,
  MessageIcon,
  PeopleIcon,
  PlugIcon,
  RuleIcon,
  TableIcon,
  WrenchIcon,
} from '../shared/icons.tsx'
import { areas, holds, holdsEverywhere } from '../shared/session.ts'

const all = [
  { key: 'requests', to: '/requests', Icon: InboxIcon },
  { key: 'orders', to: '/orders', Icon: WrenchIcon },
  { key: 'customers', to: '/customers', Icon: PeopleIcon },
  { key: 'registers', to: '/registers', Icon: BoxIcon },
  { key: 'duty', to: '/duty', Icon: CalendarIcon },
  { key: 'staff', to: '/staff', Icon: BadgeIcon },
  { key: 'statistics', to: '/statistics', Icon: ChartIcon },
  { key: 'rules', to: '/rules', Icon: RuleIcon },
  { key: 'messages', to: '/messages', Icon: MessageIcon },
  { key: 'interfaces', to: '/interfaces', Icon: PlugIcon },
  { key: 'imports', to: '/imports', Icon: TableIcon, everywhere: true },
  { key: 'backups', to: '/backups', Icon: ArchiveIcon },
] as const
const home = { key: 'home', to: '/home', Icon: HomeIcon } as const

/** The areas in which a person works, in the order of the navigation. */
export function navigationFor(session: Session) {
  const own = all.filter((area) =>
    'everywhere' in area ? holdsEverywhere(session, areas[area.key]) : holds(session, areas[area.key]),
  )
  return own.length > 0 ? own : [home]
}
