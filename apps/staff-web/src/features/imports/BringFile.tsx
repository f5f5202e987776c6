import type { ImportMode, ImportSubject } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../shared/api.ts'
import { newId } from '../../shared/id.ts'
import { upload } from '../../shared/pickers/upload.ts'
import styles from './imports.module.css'
import { useText } from './texts.ts'

/** A table, chosen or dropped: it is sent at once, and its import begins. */
export function BringFile({ subject, mode }: { subject: ImportSubject; mode: ImportMode }) {
  const t = useText()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const create = useCommand('createImport', ['listImports'])
  const [part, setPart] = useState<number>()
  const [error, setError] = useState<Error | null>(null)
  const send = async (file: File | undefined) => {
    if (!file || part !== undefined) return
    setError(null)
    setPart(0)
    try {
      const uploaded = await upload(file, file.name, setPart)
      const { id } = await create.run({ body: { id: newId(), fileId: uploaded.id, subject, mode } })
      await navigate(`/imports/${id}`)
    } catch (failure) {
      setError(failure as Error)
    } finally {
      setPart(undefined)
    }
  }
  return (
    <section
      className={styles.drop}
      aria-label={t(mode === 'new' ? 'bringNew' : 'bringUpdate')}
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        void send(event.dataTransfer.files[0])
      }}
    >
      <input
        ref={input}
        hidden
        type="file"
        accept=".xlsx,.csv"
        onChange={(event) => {
          void send(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button type="primary" loading={part !== undefined} onClick={() => input.current?.click()}>
        {part === undefined ? t('choose') : t('sending', { part: Math.round(part * 100) })}
      </Button>
      <span>{t('drop')}</span>
      <ErrorNotice error={error} />
    </section>
  )
}
