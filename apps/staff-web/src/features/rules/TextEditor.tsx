import {
  braced,
  type Locale,
  type NoticeText,
  type Placeholder,
  placeholderNames,
  placeholdersOf,
} from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Form, Input } from 'antd'
import { type FocusEvent, useRef } from 'react'
import { useSharedText } from '../../shared/texts.ts'
import type { ContentProps } from './kinds.tsx'
import styles from './text.module.css'
import { useTextText } from './text-texts.ts'
import { useText } from './texts.ts'

type Part = 'title' | 'body'
type Field = HTMLInputElement | HTMLTextAreaElement

/** Title and text in one language, and the placeholders that can be put where the cursor is. */
export function TextEditor({
  content,
  locale,
  ruleKey,
  onChange,
  faults,
}: Required<ContentProps<NoticeText>> & { locale: Locale }) {
  const t = useTextText()
  const common = useText()
  const shared = useSharedText()
  const nameOf = useNames()
  // where the cursor was last; the text, before it was anywhere
  const last = useRef<{ part: Part; field: Field | null }>({ part: 'body', field: null })
  const set = (part: Part, text: string) => onChange({ ...content, [part]: { ...content[part], [locale]: text } })
  const insert = (name: Placeholder) => {
    const { part, field } = last.current
    const text = content[part][locale]
    const [from, to] = [field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length]
    const cursor = from + braced(name).length
    set(part, text.slice(0, from) + braced(name) + text.slice(to))
    // once the field shows the new text
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(cursor, cursor)
    })
  }
  const field = (part: Part) => ({
    'aria-label': shared('bracketed', { word: t(part), more: common(locale) }),
    lang: locale,
    value: content[part][locale],
    onFocus: ({ target }: FocusEvent<Field>) => {
      last.current = { part, field: target }
    },
    onChange: ({ target }: { target: { value: string } }) => set(part, target.value),
  })
  const item = (part: Part) => {
    const own = faults.filter(({ path }) => path.replace(/^content\./, '') === `${part}.${locale}`)
    const help = own.map(({ message }) => <div key={message}>{message}</div>)
    return { label: t(part), ...(own.length > 0 ? { help, validateStatus: 'error' as const } : {}) }
  }
  return (
    <>
      <div className={styles.chips}>
        <span>{t('insert')}</span>
        {placeholdersOf(ruleKey).allowed.map((name) => (
          <Button
            key={name}
            size="small"
            title={braced(name)}
            aria-label={t('insertOne', { name: nameOf(placeholderNames[name]) })}
            // the cursor stays where it is
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => insert(name)}
          >
            {nameOf(placeholderNames[name])}
          </Button>
        ))}
      </div>
      <Form.Item {...item('title')}>
        <Input {...field('title')} maxLength={80} />
      </Form.Item>
      <Form.Item {...item('body')}>
        <Input.TextArea {...field('body')} autoSize={{ minRows: 4, maxRows: 10 }} maxLength={500} />
      </Form.Item>
    </>
  )
}
