import { dayAndTime, useListed, useLocale, useNow } from '@sims/ui'
import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAnswer } from '../../shared/api.ts'
import { Icon } from '../../shared/ui/icons.tsx'
import styles from './DetailsPage.module.css'
import { useText } from './texts.ts'

const PAUSE_MS = 400

interface NearbyProps {
  category: string
  description: string
  placeId: string
}

/** Danger first: the emergency number before the form. Then what is already known of the common areas. */
export function Nearby({ category, description, placeId }: NearbyProps) {
  const t = useText()
  const listed = useListed()
  const locale = useLocale()
  const now = useNow()
  const [words, setWords] = useState(description.trim())
  useEffect(() => {
    const timer = setTimeout(() => setWords(description.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [description])
  const body = { description: words, category, ...(placeId ? { placeId } : {}) }
  // a warning stays until the next answer is here
  const more = { enabled: words.length >= 2, placeholderData: keepPreviousData }
  const told = useAnswer('suggest', { body }, more).data
  if (!told || words.length < 2) return null
  return (
    <>
      {told.safetyWords.length > 0 && (
        <p className={styles.danger} role="alert">
          <Icon name="alert" />
          <span>{t('danger', { words: listed(told.safetyWords) })}</span>
        </p>
      )}
      {told.duplicates.length > 0 && (
        <section className={`${styles.guidance} ${styles.nearby}`}>
          <h2>{t('nearby')}</h2>
          <ul>
            {told.duplicates.map((one, index) => (
              <li key={`${one.createdAt}${index}`}>
                {one.placeName} · {dayAndTime(new Date(one.createdAt), now, locale)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
