import { useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FieldGroup } from '../../ui/Field.tsx'
import { send } from '../../upload/upload.ts'
import type { ControlProps } from '../control.ts'
import { useText } from '../texts.ts'
import styles from './signature.module.css'

const [width, height] = [640, 260]

/** Written with the finger; kept as a picture that is sent when "done" is pressed. */
export function SignatureControl({ field, label, value, onChange, fault, onBusy }: ControlProps) {
  const t = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [state, setState] = useState<'empty' | 'written' | 'sending' | 'lost'>('empty')

  const pen = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const context = event.currentTarget.getContext('2d')
    if (!context || value) return
    const frame = event.currentTarget.getBoundingClientRect()
    const [x, y] = [
      ((event.clientX - frame.left) / frame.width) * width,
      ((event.clientY - frame.top) / frame.height) * height,
    ]
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId)
      Object.assign(context, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#172126' })
      context.beginPath()
      context.moveTo(x, y)
    } else if (event.buttons > 0) {
      context.lineTo(x, y)
      context.stroke()
      setState('written')
    }
  }

  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, width, height)
    setState('empty')
    onChange(undefined)
  }

  const keep = () =>
    canvas.current?.toBlob(async (picture) => {
      if (!picture) return
      setState('sending')
      onBusy(true)
      try {
        onChange(await send(new File([picture], 'signature.png', { type: 'image/png' }), () => {}).done)
        setState('written')
      } catch {
        setState('lost')
      } finally {
        onBusy(false)
      }
    }, 'image/png')

  return (
    <FieldGroup
      label={label}
      required={field.required}
      hint={t('signHere')}
      fault={state === 'lost' ? t('lost') : fault}
    >
      <canvas
        ref={canvas}
        className={styles.pad}
        width={width}
        height={height}
        aria-label={label}
        onPointerDown={pen}
        onPointerMove={pen}
      />
      <div className={styles.buttons}>
        <Button onClick={clear}>{t('clear')}</Button>
        <Button
          kind="primary"
          busy={state === 'sending'}
          disabled={state === 'empty' || value !== undefined}
          onClick={keep}
        >
          {t(value === undefined ? 'keepSignature' : 'kept')}
        </Button>
      </div>
    </FieldGroup>
  )
}
