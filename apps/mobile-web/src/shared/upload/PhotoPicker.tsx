import { thumbnailPath } from '@sims/contracts/web'
import { useEffect, useId } from 'react'
import { Icon } from '../ui/icons.tsx'
import styles from './PhotoPicker.module.css'
import { useText } from './texts.ts'
import { type Uploading, useUploads } from './use-uploads.ts'

interface PhotoPickerProps {
  /** ids of the pictures that have arrived */
  value: string[]
  onChange: (ids: string[]) => void
  /** told whether any is still on its way, so that the form can wait */
  onBusy?: (busy: boolean) => void
  max?: number
}

/** Takes or picks photos and sends them at once, with progress; each can be taken out again. */
export function PhotoPicker({ value, onChange, onBusy, max = 9 }: PhotoPickerProps) {
  const t = useText()
  const id = useId()
  const { running, add, retry, drop } = useUploads(value, onChange)
  const busy = running.some((one) => one.fault === undefined)
  useEffect(() => onBusy?.(busy), [busy, onBusy])
  const room = max - value.length - running.length
  return (
    <div className={styles.grid}>
      {value.map((photo, index) => (
        <figure key={photo} className={styles.photo}>
          <img src={thumbnailPath(photo)} alt={t('photo', { number: index + 1 })} />
          <Remove onClick={() => onChange(value.filter((one) => one !== photo))} />
        </figure>
      ))}
      {running.map((one) => (
        <OnItsWay key={one.key} upload={one} retry={() => retry(one)} drop={() => drop(one)} />
      ))}
      {room > 0 && (
        <label className={styles.add} htmlFor={id}>
          <Icon name="camera" />
          <span>{t('add')}</span>
          <span className={styles.count}>
            {value.length + running.length}/{max}
          </span>
          <input
            id={id}
            type="file"
            accept="image/*"
            multiple
            onChange={(event) => {
              add([...(event.target.files ?? [])].slice(0, room))
              event.target.value = ''
            }}
          />
        </label>
      )}
    </div>
  )
}

function OnItsWay({ upload, retry, drop }: { upload: Uploading; retry: () => void; drop: () => void }) {
  const t = useText()
  const { fault, share } = upload
  return (
    <figure className={styles.photo}>
      <img src={upload.preview} alt={upload.file.name} />
      {fault === undefined ? (
        <progress className={styles.progress} value={share} aria-label={t('sending')} />
      ) : (
        <button type="button" className={styles.retry} onClick={retry}>
          {fault || t('lost')}
        </button>
      )}
      <Remove onClick={drop} />
    </figure>
  )
}

function Remove({ onClick }: { onClick: () => void }) {
  const t = useText()
  return (
    <button type="button" className={styles.remove} aria-label={t('remove')} onClick={onClick}>
      <span>
        <Icon name="cross" />
      </span>
    </button>
  )
}
