import { ErrorNotice } from '@sims/ui'
import { Button } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { upload } from '../pickers/upload.ts'
import { useSharedText } from '../texts.ts'
import styles from './step-form.module.css'

interface SignatureFieldProps {
  label: string
  /** id of the uploaded picture */
  value?: string
  onChange?: (id: string | undefined) => void
}

/** A box to sign in with finger, pen or mouse; kept as a picture. */
export function SignatureField({ label, value, onChange }: SignatureFieldProps) {
  const t = useSharedText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [sending, setSending] = useState(false)

  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d')
    if (!pen || !canvas.current || value) return
    const scale = canvas.current.width / canvas.current.clientWidth
    const [x, y] = [event.nativeEvent.offsetX * scale, event.nativeEvent.offsetY * scale]
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId)
      pen.lineWidth = 4
      pen.lineCap = 'round'
      pen.beginPath()
      pen.moveTo(x, y)
    } else if (event.buttons > 0) {
      pen.lineTo(x, y)
      pen.stroke()
      setDrawn(true)
    }
  }
  const again = () => {
    const box = canvas.current
    box?.getContext('2d')?.clearRect(0, 0, box.width, box.height)
    setDrawn(false)
    onChange?.(undefined)
  }
  const keep = async () => {
    setError(null)
    setSending(true)
    try {
      const picture = await new Promise<Blob | null>((done) => canvas.current?.toBlob(done, 'image/png') ?? done(null))
      if (picture) onChange?.((await upload(picture, 'signature.png', () => undefined)).id)
    } catch (failure) {
      setError(failure)
    } finally {
      setSending(false)
    }
  }
  return (
    <div className={styles.pad}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={1024}
        height={320}
        aria-label={`${label}: ${t('sign')}`}
        onPointerDown={draw}
        onPointerMove={draw}
      />
      <div className={styles.buttons}>
        <Button size="small" disabled={!drawn} onClick={again}>
          {t('signAgain')}
        </Button>
        <Button size="small" type="primary" disabled={!drawn || Boolean(value)} loading={sending} onClick={keep}>
          {value ? t('signKept') : t('signKeep')}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </div>
  )
}
