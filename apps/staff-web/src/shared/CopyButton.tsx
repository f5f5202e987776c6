import { App, Button } from 'antd'
import { CopyIcon } from './icons.tsx'
import { useSharedText } from './texts.ts'

/** Copies a text; where the browser forbids it (plain HTTP) says what to do instead. */
export function CopyButton({ text }: { text: string }) {
  const t = useSharedText()
  const { message } = App.useApp()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      message.success(t('copied'))
    } catch {
      message.warning(t('copyFailed'))
    }
  }
  return (
    <Button icon={<CopyIcon size={16} />} onClick={() => void copy()}>
      {t('copy')}
    </Button>
  )
}
