import type { CheckedDefinition, ProcessDefinition } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { useCommand } from '../../shared/api.ts'
import { saveFile } from '../../shared/download.ts'
import styles from './process.module.css'
import { useProcessContentText } from './process-texts.ts'

const MAX_BYTES = 1_000_000

interface ProcessFileProps {
  content: ProcessDefinition
  /** another content was chosen and has been checked */
  onTake?: ((content: unknown, checked: CheckedDefinition) => void) | undefined
}

/** The process as a file: to take away, and to bring back changed, chosen or pasted. */
export function ProcessFile({ content, onTake }: ProcessFileProps) {
  const t = useProcessContentText()
  const input = useRef<HTMLInputElement>(null)
  const check = useCommand('checkDefinition')
  const [pasting, setPasting] = useState(false)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string>()

  const take = async (json: string, name: string) => {
    setRefused(undefined)
    if (new Blob([json]).size > MAX_BYTES) return setRefused(t('tooLarge'))
    let definition: unknown
    try {
      definition = JSON.parse(json)
    } catch (error) {
      return setRefused(t('notJson', { name, reason: (error as Error).message }))
    }
    const checked = await check.run({ body: { definition: definition as never } }).catch(() => undefined)
    if (!checked) return
    setPasting(false)
    setText('')
    onTake?.(definition, checked)
  }

  return (
    <div className={styles.file}>
      <div className={styles.bar}>
        <Button onClick={() => download(content)}>{t('download')}</Button>
        {onTake && (
          <>
            <input
              ref={input}
              hidden
              type="file"
              accept=".json,application/json"
              onChange={(event) => {
                const [file] = event.target.files ?? []
                if (file) void file.text().then((json) => take(json, file.name))
                event.target.value = ''
              }}
            />
            <Button loading={check.isPending} onClick={() => input.current?.click()}>
              {t('upload')}
            </Button>
            <Button onClick={() => setPasting(true)} disabled={pasting}>
              {t('paste')}
            </Button>
          </>
        )}
      </div>
      {onTake && <p className={styles.hint}>{t('hint')}</p>}
      {pasting && (
        <div className={styles.paste}>
          <Input.TextArea
            autoFocus
            rows={8}
            spellCheck={false}
            aria-label={t('pasteHere')}
            placeholder={t('pasteHere')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className={styles.bar}>
            <Button
              type="primary"
              disabled={text.trim() === ''}
              loading={check.isPending}
              onClick={() => void take(text, t('pasted'))}
            >
              {t('take')}
            </Button>
            <Button onClick={() => setPasting(false)}>{t('cancel')}</Button>
          </div>
        </div>
      )}
      {refused && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      <ErrorNotice error={check.error} />
    </div>
  )
}

function download(content: ProcessDefinition): void {
  const file = new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' })
  saveFile(file, `process-${content.kind}.json`)
}
