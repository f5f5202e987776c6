import { useEffect, useId, useMemo, useRef } from 'react'
import { useLocale } from './i18n.ts'
import styles from './ProcessPicture.module.css'
import { box, layOut, linesOf, type Picture, type PlacedState } from './picture-layout.ts'
import { useText } from './texts.ts'

export type { Picture } from './picture-layout.ts'

/** Height of a letter, as the style sheet has it. */
const letter = 13

interface ProcessPictureProps {
  picture: Picture
  /** key of the state in which the record stands */
  current?: string
  /** a number for each state, such as how many records stand there; shown at its corner unless it is 0 */
  counts?: Readonly<Record<string, number>>
  label: string
}

/** The states of a definition as boxes with arrows; the present one is filled, and what can follow it is named. */
export function ProcessPicture({ picture, current, counts, label }: ProcessPictureProps) {
  const t = useText()
  const locale = useLocale()
  const id = useId()
  const { states, arrows, width, height } = useMemo(() => layOut(picture), [picture])
  // the arrows that matter now are drawn last, so that no other crosses them
  const ordered = [...arrows].sort((a, b) => Number(a.from === current) - Number(b.from === current))
  const frame = useRef<HTMLElement>(null)
  const present = states.find((state) => state.key === current)
  const center = present && present.left + box.width / 2
  useEffect(() => {
    if (frame.current && center !== undefined) frame.current.scrollLeft = center - frame.current.clientWidth / 2
  }, [center])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
    <section ref={frame} className={styles.frame} aria-label={label} tabIndex={0}>
      <svg className={styles.picture} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img">
        <title>{label}</title>
        <defs>
          <Tip id={`${id}tip`} className={styles.tip} />
          <Tip id={`${id}next`} className={styles.tipNext} />
        </defs>
        {ordered.map((arrow) => {
          const next = arrow.from === current
          const words = arrow.names.map((names) => names[locale]).join(' / ')
          return (
            <g key={`${arrow.from} ${arrow.to}`} className={`${styles.arrow} ${next ? styles.next : styles.faint}`}>
              <title>{words}</title>
              <path d={arrow.path} markerEnd={`url(#${id}${next ? 'next' : 'tip'})`} />
            </g>
          )
        })}
        {states.map((state) => {
          const isPresent = state.key === current
          return (
            <g
              key={state.key}
              className={`${styles.state} ${isPresent ? styles.present : ''}`}
              aria-current={isPresent ? 'step' : undefined}
            >
              <title>{isPresent ? `${t('presentPlace')}: ${state.names[locale]}` : state.names[locale]}</title>
              <rect x={state.left} y={state.top} width={box.width} height={box.height} rx="8" />
              {counts?.[state.key] ? <Count value={counts[state.key] as number} state={state} /> : null}
              <Name lines={linesOf(state.names[locale], letter)} state={state} />
            </g>
          )
        })}
        {ordered
          .filter((arrow) => arrow.from === current)
          .map((arrow) => (
            <text key={arrow.to} className={styles.label} x={arrow.label.x} y={arrow.label.y}>
              {arrow.names.map((names) => names[locale]).join(' / ')}
            </text>
          ))}
      </svg>
    </section>
  )
}

function Count({ value, state }: { value: number; state: PlacedState }) {
  const text = value > 999 ? '999+' : String(value)
  const width = 12 + text.length * 7.5
  const x = state.left + box.width - width / 2
  return (
    <g className={styles.count}>
      <rect x={x - width / 2 + 6} y={state.top - 9} width={width} height={18} rx="9" />
      <text x={x + 6} y={state.top}>
        {text}
      </text>
    </g>
  )
}

function Name({ lines, state }: { lines: string[]; state: PlacedState }) {
  const [x, middle] = [state.left + box.width / 2, state.top + box.height / 2]
  return lines.map((line, index) => (
    <text key={line} x={x} y={middle + (index - (lines.length - 1) / 2) * letter * 1.2}>
      {line}
    </text>
  ))
}

function Tip({ id, className }: { id: string; className?: string }) {
  return (
    <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
      <path className={className} d="M0 0L8 4L0 8z" />
    </marker>
  )
}
