import { type Place, priorityNames, type Suggestions } from '@sims/contracts/web'
import { dayAndTime, useListed, useLocale, useNames, useNow } from '@sims/ui'
import { Button } from 'antd'
import { Link } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { useDebounced } from '../../shared/use-debounced.ts'
import styles from './intake.module.css'
import { useText } from './texts.ts'

type Category = Suggestions['categories'][number]

interface SuggestedProps {
  description: string
  placeId: string | undefined
  placeKind: Place['kind'] | undefined
  category: string | undefined
  urgency: number | undefined
  chooseCategory: (category: Category) => void
  chooseUrgency: (urgency: number | undefined) => void
}

const URGENT = 1

/** What the words suggest, each at one tap and with its reason. Nothing is filled in by itself. */
export function Suggested({ description, placeId, placeKind, category, urgency, ...choose }: SuggestedProps) {
  const t = useText()
  const nameOf = useNames()
  const listed = useListed()
  const words = useDebounced(description.trim(), 400)
  const body = { description: words, ...(placeId ? { placeId } : {}), ...(category ? { category } : {}) }
  const told = useApi('suggest', { body }, { enabled: words.length >= 2, staleTime: 60_000, keep: true }).data
  if (!told || words.length < 2) return null
  const where = placeKind && (placeKind === 'premises' ? 'premises' : 'area')
  const others = told.categories.filter(
    (one) => one.key !== category && one.words.length > 0 && (!where || one.places.includes(where)),
  )
  const now = told.categories.find(({ key }) => key === category) ?? told.categories[0]
  const nameOfPriority = ({ priority }: Category) => nameOf(priorityNames[priority as keyof typeof priorityNames])
  return (
    <div className={styles.suggested} role="status">
      {others.map((one) => (
        <Button key={one.key} size="small" onClick={() => choose.chooseCategory(one)}>
          {t('suggestCategory', { name: nameOf(one.names), words: listed(one.words) })}
        </Button>
      ))}
      {now && (told.safetyWords.length > 0 || urgency === URGENT) && (
        <Button
          size="small"
          danger
          type={urgency === URGENT ? 'primary' : 'default'}
          aria-pressed={urgency === URGENT}
          onClick={() => choose.chooseUrgency(urgency === URGENT ? undefined : URGENT)}
        >
          {told.safetyWords.length > 0
            ? t('suggestPriority', { name: nameOfPriority(now), words: listed(told.safetyWords) })
            : t('urgencyChosen')}
        </Button>
      )}
      {now && told.safetyWords.length === 0 && urgency !== URGENT && (
        <span>{t('usualPriority', { name: nameOfPriority(now) })}</span>
      )}
      <Duplicates duplicates={told.duplicates} />
    </div>
  )
}

function Duplicates({ duplicates }: Pick<Suggestions, 'duplicates'>) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  if (duplicates.length === 0) return null
  return (
    <div className={styles.alike}>
      <p className={styles.openHead}>{t('alike')}</p>
      <ul className={styles.openList}>
        {duplicates.map((one) => (
          <li key={one.id}>
            <Link to={`/requests/${one.id}`} target="_blank">
              {one.number}
            </Link>
            <span>{one.placeName}</span>
            <span className={styles.cut}>{one.description}</span>
            <span>
              {dayAndTime(new Date(one.createdAt), now, locale)} {one.open ? '' : t('closed')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
