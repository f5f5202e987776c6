import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { EyeIcon, PhoneIcon } from '../icons.tsx'
import { useMay } from '../session.ts'
import { useSharedText } from '../texts.ts'
import styles from './contact.module.css'

const RevealDialog = lazy(() => import('./RevealDialog.tsx'))

interface ContactProps {
  customerId: string
  name: string
  phone: string | null
}

/** Name and phone, masked until the reader says why they must be seen; what is revealed goes with the page. */
export function Contact({ customerId, name, phone }: ContactProps) {
  const t = useSharedText()
  const mayReveal = useMay('reveal')
  const [asking, setAsking] = useState(false)
  const [revealed, setRevealed] = useState<{ name: string; phone: string | null } | null>(null)
  const shown = revealed ?? { name, phone }
  return (
    <div className={styles.contact}>
      <strong>{shown.name}</strong>
      {shown.phone &&
        (revealed ? (
          <a href={`tel:${shown.phone}`} aria-label={t('call', { phone: shown.phone })}>
            <PhoneIcon size={14} />
            {shown.phone}
          </a>
        ) : (
          <span>{shown.phone}</span>
        ))}
      {mayReveal && !revealed && (
        <Button size="small" type="link" icon={<EyeIcon size={14} />} onClick={() => setAsking(true)}>
          {t('reveal')}
        </Button>
      )}
      {asking && (
        <Suspense fallback={null}>
          <RevealDialog customerId={customerId} shown={setRevealed} close={() => setAsking(false)} />
        </Suspense>
      )}
    </div>
  )
}
