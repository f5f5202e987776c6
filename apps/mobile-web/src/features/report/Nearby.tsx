import { dayAndTime, useLocale, useNow } from '@sims/ui'
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
  const locale = useLocale()
  const now = useNow()
  const [words, setWords] = useState(description)
  useEffect(() => {
    const timer = setTimeout(() => setWords(description.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [description])
  const body = { description: words, category, ...(placeId ? { placeId } : {}) }
  const told = useAnswer('suggest', { body }, { enabled: words.trim().length >= 2 }).data
  if (!told) return null
  return (
    <>
      {told.safetyWords.length > 0 && (
        <p className={styles.danger} role="alert">
          <Icon name="alert" />
          <span>{t('danger', { words: told.safetyWords.join('、') })}</span>
        </p>
      )}
      {told.duplicates.length > 0 && (
        <section className={styles.guidance}>
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
