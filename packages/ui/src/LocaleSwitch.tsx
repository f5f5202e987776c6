import { setLocale, type UiLocale, useLocale } from './i18n.ts'

const other = { 'zh-CN': { to: 'en', label: 'English' }, en: { to: 'zh-CN', label: '中文' } } as const

interface LocaleSwitchProps {
  className?: string
  /** to keep the choice with the account as well */
  onSwitch?: (locale: UiLocale) => void
}

/** A button that names the other language in that language. */
export function LocaleSwitch({ className, onSwitch }: LocaleSwitchProps) {
  const { to, label } = other[useLocale()]
  return (
    <button
      type="button"
      className={className}
      lang={to}
      onClick={() => {
        setLocale(to)
        onSwitch?.(to)
      }}
    >
      {label}
    </button>
  )
}
