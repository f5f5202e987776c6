import { thumbnailPath } from '@sims/contracts/web'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { CloseIcon, PhotoIcon } from '../icons.tsx'
import { useSharedText } from '../texts.ts'
import styles from './pickers.module.css'
import { upload } from './upload.ts'

interface PhotosFieldProps {
  label: string
  /** ids of finished uploads */
  value?: string[]
  onChange?: (ids: string[]) => void
  max?: number
}

/** Photos chosen, dropped or pasted; each is sent at once and named by its id afterwards. */
export function PhotosField({ label, value = [], onChange, max = 9 }: PhotosFieldProps) {
  const t = useSharedText()
  const kept = useRef(value)
  kept.current = value
  const [sending, setSending] = useState<{ name: string; part: number }[]>([])
  const [failed, setFailed] = useState<string[]>([])
  const put = (ids: string[]) => {
    kept.current = ids
    onChange?.(ids)
  }

  const send = async (file: File) => {
    const mark = { name: file.name, part: 0 }
    setSending((all) => [...all, mark])
    try {
      const done = await upload(file, file.name, (part) => {
        mark.part = part
        setSending((all) => [...all])
      })
      put([...kept.current, done.id])
    } catch {
      setFailed((all) => [...all, file.name])
    } finally {
      setSending((all) => all.filter((one) => one !== mark))
    }
  }
  const add = (files: FileList | null) => {
    setFailed([])
    const pictures = [...(files ?? [])].filter((file) => file.type.startsWith('image/'))
    for (const file of pictures.slice(0, max - value.length - sending.length)) void send(file)
  }
  return (
    <section
      className={styles.photos}
      aria-label={label}
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        add(event.dataTransfer.files)
      }}
      onPaste={(event: ClipboardEvent) => add(event.clipboardData.files)}
    >
      <ul>
        {value.map((id) => (
          <li key={id}>
            <img src={thumbnailPath(id)} alt="" />
            <button type="button" aria-label={t('remove')} onClick={() => put(value.filter((one) => one !== id))}>
              <CloseIcon size={12} />
            </button>
          </li>
        ))}
        {sending.map((one) => (
          <li key={one.name} className={styles.sending}>
            <progress value={one.part} aria-label={one.name} />
          </li>
        ))}
        {value.length + sending.length < max && (
          <li>
            <label className={styles.addPhoto}>
              <input type="file" accept="image/*" multiple onChange={(event) => add(event.target.files)} />
              <PhotoIcon />
              {t('addPhotos')}
            </label>
          </li>
        )}
      </ul>
      <p className={styles.hint}>{t('photosHint', { count: max })}</p>
      {failed.map((name) => (
        <p key={name} className={styles.failed} role="alert">
          {t('uploadFailed', { name })}
        </p>
      ))}
    </section>
  )
}
