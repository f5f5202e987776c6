import { useEffect, useRef, useState } from 'react'
import styles from './PhotoStrip.module.css'
import { useText } from './texts.ts'

export interface Photo {
  id: string
  thumbnail: string
  full: string
}

/** Thumbnails in a row; one opens large, the rest are a step away. */
export function PhotoStrip({ photos, label }: { photos: Photo[]; label?: string }) {
  const t = useText()
  const [shown, setShown] = useState<number | null>(null)
  if (photos.length === 0) return null
  return (
    <>
      <ul className={styles.strip} aria-label={label ?? t('photos')}>
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <button type="button" className={styles.thumb} onClick={() => setShown(index)}>
              <Thumbnail src={photo.thumbnail} label={t('photo', { number: index + 1 })} />
            </button>
          </li>
        ))}
      </ul>
      {shown !== null && <Lightbox photos={photos} shown={shown} show={setShown} />}
    </>
  )
}

/** A picture that cannot be had says so in words. */
function Thumbnail({ src, label }: { src: string; label: string }) {
  const [missing, setMissing] = useState(false)
  if (missing) return <span className={styles.missing}>{label}</span>
  return <img src={src} alt={label} loading="lazy" decoding="async" onError={() => setMissing(true)} />
}

interface LightboxProps {
  photos: Photo[]
  shown: number
  show: (index: number | null) => void
}

function Lightbox({ photos, shown, show }: LightboxProps) {
  const t = useText()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => box.current?.showModal(), [])
  const photo = photos[shown]
  const turn = (by: number) => show((shown + by + photos.length) % photos.length)
  return (
    <dialog
      ref={box}
      className={styles.box}
      onClose={() => show(null)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') turn(1)
        if (event.key === 'ArrowLeft') turn(-1)
      }}
    >
      <img src={photo?.full} alt={t('photo', { number: shown + 1 })} />
      <div className={styles.bar}>
        {photos.length > 1 && (
          <button type="button" onClick={() => turn(-1)}>
            {t('previous')}
          </button>
        )}
        <span>
          {shown + 1} / {photos.length}
        </span>
        {photos.length > 1 && (
          <button type="button" onClick={() => turn(1)}>
            {t('next')}
          </button>
        )}
        <button type="button" onClick={() => box.current?.close()}>
          {t('close')}
        </button>
      </div>
    </dialog>
  )
}
