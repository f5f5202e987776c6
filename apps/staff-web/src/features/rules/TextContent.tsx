import { type NoticeText, placeholdersOf } from '@sims/contracts/web'
import { Checkbox, Form } from 'antd'
import type { ContentProps } from './kinds.tsx'
import { TextEditor } from './TextEditor.tsx'
import { TextPreview } from './TextPreview.tsx'
import styles from './text.module.css'
import { useTextText } from './text-texts.ts'
import { useText } from './texts.ts'

const LOCALES = ['zh-CN', 'en'] as const

/** What a kind of notice says: each language beside the other, with what people will read below. */
export function TextContent({ content, ruleKey, onChange, faults }: ContentProps<NoticeText>) {
  const t = useTextText()
  const common = useText()
  const { byChain } = placeholdersOf(ruleKey)
  return (
    <Form layout="vertical" component="div" requiredMark={false}>
      {onChange && <p className={styles.hint}>{t('hint')}</p>}
      <div className={styles.pair}>
        {LOCALES.map((locale) => (
          <section key={locale} className={styles.language} aria-label={common(locale)}>
            <h3>{common(locale)}</h3>
            {onChange && (
              <TextEditor content={content} locale={locale} ruleKey={ruleKey} onChange={onChange} faults={faults} />
            )}
            <TextPreview content={content} locale={locale} ruleKey={ruleKey} />
          </section>
        ))}
      </div>
      <div className={styles.mail}>
        <Checkbox
          checked={content.mail}
          disabled={!onChange || byChain}
          onChange={({ target }) => onChange?.({ ...content, mail: target.checked })}
        >
          {t('mail')}
        </Checkbox>
        <span className={styles.soft}>{t(byChain ? 'mailByChain' : 'mailHint')}</span>
      </div>
    </Form>
  )
}
