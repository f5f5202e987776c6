import type { ReactNode } from 'react'

/** Line icons on a 20-unit grid, in the colour of the text around them. */
const icon = (paths: ReactNode) => {
  const Icon = ({ size = 18 }: { size?: number }) => (
    <svg
      aria-hidden="true"
      style={{ flex: 'none' }}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {paths}
    </svg>
  )
  return Icon
}

export const InboxIcon = icon(<path d="M3 11.5 5 4.5h10l2 7v4H3zM3 11.5h4l1.2 2h3.6l1.2-2h4" />)
export const RuleIcon = icon(<path d="M5 3h7.5L15 5.5V17H5zM12 3v3h3M7.5 9.5h5M7.5 12h5M7.5 14.5h3" />)
export const WrenchIcon = icon(
  <path d="M16.5 5.7 13.8 8.4l-2.2-2.2 2.7-2.7a4.2 4.2 0 0 0-5.5 5.3L3.5 14.1a1.7 1.7 0 0 0 2.4 2.4l5.3-5.3a4.2 4.2 0 0 0 5.3-5.5z" />,
)
export const PeopleIcon = icon(
  <path d="M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c0-3 2.4-4.8 5.5-4.8s5.5 1.8 5.5 4.8M13 3.8a3 3 0 0 1 0 5.4M15 12.2c1.9.7 3 2.2 3 4.3" />,
)
export const BadgeIcon = icon(
  <path d="M4 4.5h12v12H4zM8 2.5h4v3.2H8zM10 11.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM6.8 14.5c.5-1.3 1.7-2 3.2-2s2.7.7 3.2 2" />,
)
export const ChartIcon = icon(<path d="M3 16.5h14M5.5 13.5v-4M10 13.5V4.5M14.5 13.5v-6" />)
export const TableIcon = icon(<path d="M3 4h14v12H3zM3 8h14M3 12h14M8 8v8" />)
export const BoxIcon = icon(<path d="M3 6.5 10 3l7 3.5v7L10 17l-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7" />)
export const ArchiveIcon = icon(<path d="M3 4h14v3.5H3zM4.5 7.5V16h11V7.5M8 10.5h4" />)
export const BellIcon = icon(<path d="M4.5 14h11l-1.3-2V8.5a4.2 4.2 0 0 0-8.4 0V12zM8.3 16.5a1.8 1.8 0 0 0 3.4 0" />)
export const MessageIcon = icon(<path d="M3 4.5h14v9.5H9l-3.5 2.8V14H3zM6.5 8h7M6.5 10.8h4.5" />)
export const PlugIcon = icon(<path d="M7 3v4M13 3v4M4.5 7h11v2.5a5.5 5.5 0 0 1-11 0zM10 15v2.5" />)
export const HomeIcon = icon(<path d="m3 9.5 7-6 7 6M5 8v8.5h10V8M8.5 16.5v-5h3v5" />)
export const SearchIcon = icon(<path d="M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4" />)
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />)
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />)
export const SunIcon = icon(
  <path d="M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1" />,
)
export const MoonIcon = icon(<path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z" />)
export const ScreenIcon = icon(<path d="M3 4h14v9.5H3zM7.5 16.5h5M10 13.5v3" />)
export const GlobeIcon = icon(
  <path d="M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM2.5 10h15M10 2.5c2.2 2.3 3.2 4.8 3.2 7.5s-1 5.2-3.2 7.5c-2.2-2.3-3.2-4.8-3.2-7.5s1-5.2 3.2-7.5z" />,
)
export const PersonIcon = icon(<path d="M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c0-3 2.7-4.8 6-4.8s6 1.8 6 4.8" />)
export const PhoneIcon = icon(
  <path d="M4 3.5h3l1.2 3.3-1.7 1.3a9 9 0 0 0 5.4 5.4l1.3-1.7 3.3 1.2v3A1.5 1.5 0 0 1 15 17.5C8.5 17.5 2.5 11.5 2.5 5A1.5 1.5 0 0 1 4 3.5z" />,
)
export const PinIcon = icon(
  <path d="M10 17.5s5.5-5 5.5-9a5.5 5.5 0 0 0-11 0c0 4 5.5 9 5.5 9zM10 10.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z" />,
)
export const CalendarIcon = icon(<path d="M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5M7 12h2M11 12h2" />)
export const ClockIcon = icon(<path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.7 1.6" />)
export const EyeIcon = icon(
  <path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z" />,
)
export const PrintIcon = icon(<path d="M5.5 7V3h9v4M5.5 13.5H3V7h14v6.5h-2.5M5.5 11.5h9V17h-9z" />)
export const CopyIcon = icon(<path d="M7 7h9.5v9.5H7zM4 13H3.5V3.5H13V4" />)
export const CheckIcon = icon(<path d="m4 10.5 4 4 8-9" />)
export const RefreshIcon = icon(<path d="M16.5 10a6.5 6.5 0 1 1-2-4.7L16.5 7M16.5 3.5V7H13" />)
export const BackIcon = icon(<path d="m12 4-6 6 6 6" />)
export const UpIcon = icon(<path d="M10 16V4M5 9l5-5 5 5" />)
export const QrIcon = icon(
  <path d="M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h2v2h-2zM16.5 11.5v2M14.5 14.5v2M16.5 16.5h-.01" />,
)
export const PhotoIcon = icon(
  <path d="M3 4h14v12H3zM3 13l4-4 3.5 3.5L13 10l4 4M13.5 7.8a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6z" />,
)
