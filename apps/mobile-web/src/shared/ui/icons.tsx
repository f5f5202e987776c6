import type { ReactNode } from 'react'

/** Line drawings on a grid of 24, all in the colour of the text around them. */
const drawings = {
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  bell: 'M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2.2 2.2 0 0 0 4 0',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  today: 'M4.5 6h15v14h-15zM4.5 10h15M8.5 3.5V7M15.5 3.5V7M9 15l2.2 2.2L15.5 13',
  pool: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5l1 2.5h4l1-2.5h5',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  phone:
    'M5 4h4l1.5 5-2.3 1.5a12 12 0 0 0 5.3 5.3L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A16 16 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z',
  cross: 'M6 6l12 12M18 6L6 18',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  alert: 'M12 4L2.8 19.5h18.4zM12 10v4.5M12 17h.01',
  wrench:
    'M14 6.5a4.5 4.5 0 0 1 5.5-2.8L17 6.5l.5 2 2 .5 2.8-2.5A4.5 4.5 0 0 1 16 12.5L8.5 20a2.3 2.3 0 0 1-3.3-3.3L12.5 9.5A4.5 4.5 0 0 1 14 6.5z',

  // what the default categories call for
  water: 'M12 3.5s6.5 7 6.5 11a6.5 6.5 0 0 1-13 0c0-4 6.5-11 6.5-11zM9 14.5a3 3 0 0 0 3 3',
  outage: 'M13 3L5.5 13H11l-1 8 3.3-4.5M15.5 13.2L18.5 10H14l.6-4.5M3.5 3.5l17 17',
  bulb: 'M9.5 18h5M10.5 21h3M9 15a6 6 0 1 1 6 0v.5H9z',
  lamp: 'M7 21V6a3 3 0 0 1 3-3h3M5 21h4M11 7.5l1.5-4.5h4L18 7.5zM14.5 11v2M11.5 10.5l-1 1.5M17.5 10.5l1 1.5',
  door: 'M6 21V3.5h12V21M3.5 21h17M14.5 12.5h.01',
  fan: 'M3.5 6h17v7h-17zM7 10h10M8 16.5c0 1.5-1.5 1.5-1.5 3.5M12 16.5V20M16 16.5c0 1.5 1.5 1.5 1.5 3.5',
  wall: 'M3.5 5h17v14h-17zM3.5 9.7h17M3.5 14.3h17M9 5v4.7M15 5v4.7M12 9.7v4.6M9 14.3V19M15 14.3V19',
  drain: 'M4 4v7a4 4 0 0 0 4 4h4a2 2 0 0 1 2 2v3M10 4v3.5a1.5 1.5 0 0 0 1.5 1.5H14a6 6 0 0 1 6 6v5M2.5 4h9M12.5 20h9',
  lift: 'M5 3.5h14v17H5zM12 3.5v17M8.5 9l-1.2 2h2.4zM15.5 14.5l1.2-2h-2.4z',
  intercom: 'M6 3h12v18H6zM9.5 6.5h5v3.5h-5zM9.5 13.5h.01M12 13.5h.01M14.5 13.5h.01M9.5 17h.01M12 17h.01M14.5 17h.01',
  road: 'M8 4L4 20M16 4l4 16M12 4.5v3M12 10.5v3M12 16.5v3',
  fire: 'M12 21a6.5 6.5 0 0 0 6.5-6.5c0-4.5-4-5.5-4-10.5-3.5 1.5-5 4.5-4.5 7.5C8 11.5 8 9.5 8 9.5c-1.5 1.5-2.5 3-2.5 5A6.5 6.5 0 0 0 12 21z',
  gas: 'M7 9h10v12H7zM9.5 9V6.5h5V9M10 3.5h4M12 3.5v3M10 14.5h4',
  more: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8 12h.01M12 12h.01M16 12h.01',
} as const

export type IconName = keyof typeof drawings

const isDrawn = (name: string): name is IconName => Object.hasOwn(drawings, name)

/** Organizations name the icons of their categories themselves; what we cannot draw gets the wrench. */
export const CategoryIcon = ({ name }: { name: string }) => <Icon name={isDrawn(name) ? name : 'wrench'} />

/** Says nothing to screen readers: the words stand beside it. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
