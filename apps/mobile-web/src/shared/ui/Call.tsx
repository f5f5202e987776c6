import { buttonClass } from './Button.tsx'
import { Icon } from './icons.tsx'
import { useText } from './texts.ts'

/** One tap to call. */
export function Call({ phone, children }: { phone: string; children?: string }) {
  const t = useText()
  return (
    <a className={buttonClass({})} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      <Icon name="phone" />
      {children ?? t('call')}
    </a>
  )
}
