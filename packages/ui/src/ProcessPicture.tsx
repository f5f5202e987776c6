import { useEffect, useId, useMemo, useRef } from 'react'
import { useLocale } from './i18n.ts'
import styles from './ProcessPicture.module.css'
import { type PictureFault, type PicturePlace, placeIn } from './picture-faults.ts'
import { spread } from './picture-labels.ts'
import { box, LETTER, layOut, linesOf, type Picture, type PlacedState } from './picture-layout.ts'
import { useText } from './texts.ts'

export type { PictureFault, PicturePlace } from './picture-faults.ts'
export type { Picture } from './picture-layout.ts'

/** Height of a letter of a state and of an arrow, as the style sheet has it. */
const letter = 13
const small = 11
/** Smaller than this share of its size nobody reads it. */
const SMALLEST = 0.72

interface ProcessPictureProps {
  picture: Picture
  /** key of the state in which the record stands */
  current?: string
  /** a number for each state, such as how many records stand there; shown at its corner unless it is 0 */
  counts?: Readonly<Record<string, number>>
  /** what is wrong with the definition: the states and steps concerned are red and say it */
  faults?: readonly PictureFault[]
  /** a place that is shown strongly, such as that of the fault which somebody reads */
  chosen?: PicturePlace | undefined
  /** somebody points at a faulty state or step */
  onChoose?: (place: PicturePlace) => void
  /** the whole is looked at: it becomes smaller where that makes it fit, as long as it can be read */
  fit?: boolean
  label: string
}

/** The states of a definition as boxes with arrows; the present one is filled, and what can follow it is named. */
export function ProcessPicture({
  picture,
  current,
  counts,
  faults,
  chosen,
  onChoose,
  fit,
  label,
}: ProcessPictureProps) {
  const t = useText()
  const locale = useLocale()
  const id = useId()
  const wrong = useMemo(() => placeIn(faults ?? []), [faults])
  const { states, arrows, width, height } = useMemo(
    () => layOut(picture, new Set(wrong.steps.keys())),
    [picture, wrong],
  )
  const isWrong = (arrow: (typeof arrows)[number]) => arrow.steps.some((step) => wrong.steps.has(step))
  const isChosen = (arrow: (typeof arrows)[number]) => chosen?.step !== undefined && arrow.steps.includes(chosen.step)
  const weight = (arrow: (typeof arrows)[number]) =>
    Number(arrow.from === current) + 2 * Number(isWrong(arrow)) + 4 * Number(isChosen(arrow))
  // the arrows that matter now are drawn last, so that no other crosses them
  const ordered = [...arrows].sort((a, b) => weight(a) - weight(b))
  const labels = spread(
    ordered
      .filter((arrow) => arrow.from === current || isChosen(arrow))
      .map((arrow) => ({
        arrow,
        ...arrow.label,
        lines: arrow.names
          .filter((_, index) => !isChosen(arrow) || arrow.steps[index] === chosen?.step)
          .map((names) => names[locale]),
      })),
    states,
    small,
  )
  const frame = useRef<HTMLElement>(null)
  const chosenState = chosen?.state ?? arrows.find(isChosen)?.to
  const present = states.find((state) => state.key === (chosenState ?? current))
  const center = present && present.left + box.width / 2
  useEffect(() => {
    if (frame.current && center !== undefined) frame.current.scrollLeft = center - frame.current.clientWidth / 2
  }, [center])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
    <section ref={frame} className={styles.frame} aria-label={label} tabIndex={0}>
      <svg
        className={styles.picture}
        style={{ width: fit ? `max(${SMALLEST * width}px, min(100%, ${width}px))` : width }}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
      >
        <title>{label}</title>
        <defs>
          <Tip id={`${id}tip`} className={styles.tip} />
          <Tip id={`${id}next`} className={styles.tipNext} />
          <Tip id={`${id}wrong`} className={styles.tipWrong} />
        </defs>
        {ordered.map((arrow) => {
          const kind = isWrong(arrow) ? 'wrong' : arrow.from === current ? 'next' : 'faint'
          const words = arrow.names.map((names) => names[locale]).join(' / ')
          const said = arrow.steps.flatMap((step) => wrong.steps.get(step) ?? [])
          return (
            <Place
              key={`${arrow.from} ${arrow.to}`}
              className={`${styles.arrow} ${styles[kind]} ${isChosen(arrow) ? styles.chosen : ''}`}
              place={kind === 'wrong' ? { step: arrow.steps.find((step) => wrong.steps.has(step)) } : undefined}
              onChoose={onChoose}
            >
              <title>{[words, ...said].join('\n')}</title>
              <path d={arrow.path} markerEnd={`url(#${id}${kind === 'faint' ? 'tip' : kind})`} />
              {kind === 'wrong' && <path className={styles.reach} d={arrow.path} />}
            </Place>
          )
        })}
        {states.map((state) => {
          const isPresent = state.key === current
          const said = wrong.states.get(state.key)
          const name = isPresent ? `${t('presentPlace')}: ${state.names[locale]}` : state.names[locale]
          const look = [
            isPresent && styles.present,
            said && styles.faulty,
            chosen?.state === state.key && styles.chosen,
          ]
          return (
            <Place
              key={state.key}
              className={[styles.state, ...look].filter(Boolean).join(' ')}
              current={isPresent}
              place={said ? { state: state.key } : undefined}
              onChoose={onChoose}
            >
              <title>{[name, ...(said ?? [])].join('\n')}</title>
              <rect x={state.left} y={state.top} width={box.width} height={box.height} rx="8" />
              {counts?.[state.key] ? <Count value={counts[state.key] as number} state={state} /> : null}
              <Name lines={linesOf(state.names[locale], letter)} state={state} />
            </Place>
          )
        })}
        {labels.map(({ arrow, x, y, lines }) => (
          <text
            key={`${arrow.from} ${arrow.to}`}
            className={`${styles.label} ${isChosen(arrow) ? styles.labelWrong : ''}`}
            y={y}
          >
            {lines.map((line, index) => (
              <tspan key={line} x={x} dy={index === 0 ? 0 : LETTER}>
                {line}
              </tspan>
            ))}
          </text>
        ))}
      </svg>
    </section>
  )
}

interface PlaceProps {
  className: string
  current?: boolean
  place: PicturePlace | undefined
  onChoose: ((place: PicturePlace) => void) | undefined
  children: React.ReactNode
}

/** A part of the picture; a faulty one can be pointed at (its faults stand in a list for those without a pointer). */
function Place({ className, current, place, onChoose, children }: PlaceProps) {
  const choose = place && onChoose ? () => onChoose(place) : undefined
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list beside the picture is for the keyboard
    <g className={className} aria-current={current ? 'step' : undefined} onClick={choose}>
      {children}
    </g>
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
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerUnits="userSpaceOnUse"
      markerWidth="9"
      markerHeight="9"
      orient="auto-start-reverse"
    >
      <path className={className} d="M0 0L8 4L0 8z" />
    </marker>
  )
}
