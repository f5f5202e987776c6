import type { Locale, NoticeText } from '@sims/contracts/web'
import styles from './text.module.css'
import { piecesOf } from './text-pieces.ts'
import { useTextText } from './text-texts.ts'

/** A notice as its reader will see it, with examples filled in. */
export function TextPreview({ content, locale, ruleKey }: { content: NoticeText; locale: Locale; ruleKey: string }) {
  const t = useTextText()
  const shown = (text: string) =>
    piecesOf(text, locale, ruleKey).map(({ at, text: part, kind }) =>
      kind === 'plain' ? (
        part
      ) : (
        <span key={at} className={styles[kind]}>
          {part}
        </span>
      ),
    )
  return (
    <figure className={styles.preview} lang={locale}>
      <figcaption>{t('preview')}</figcaption>
      <strong>{shown(content.title[locale])}</strong>
      <p>{shown(content.body[locale])}</p>
    </figure>
  )
}
