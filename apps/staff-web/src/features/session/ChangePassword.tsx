import { App, Button, Modal } from 'antd'
import { PasswordForm } from './PasswordForm.tsx'
import { useText } from './texts.ts'

/** A new password by one's own wish. */
export default function ChangePassword({ close }: { close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  return (
    <Modal open title={t('changeTitle')} footer={null} width={420} onCancel={close} mask={{ closable: false }}>
      <PasswordForm
        done={() => {
          message.success(t('changed'))
          close()
        }}
        extra={<Button onClick={close}>{t('cancel')}</Button>}
      />
    </Modal>
  )
}
