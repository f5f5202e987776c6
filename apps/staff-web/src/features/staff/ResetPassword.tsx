import type { StaffMember } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { Modal } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { PasswordIssued } from './PasswordIssued.tsx'
import styles from './staff.module.css'
import { useText } from './texts.ts'

/** A new password for somebody who has lost theirs or locked themselves out. */
export default function ResetPassword({ member, close }: { member: StaffMember; close: () => void }) {
  const t = useText()
  const reset = useCommand('resetPassword')
  if (reset.data) return <PasswordIssued name={member.name} issued={reset.data} close={close} />
  return (
    <Modal
      open
      title={t('resetTitle', { name: member.name })}
      width={440}
      okText={t('reset')}
      cancelText={t('cancel')}
      confirmLoading={reset.isPending}
      onOk={() => void reset.run({ params: { id: member.id } }).catch(() => null)}
      onCancel={close}
    >
      <p className={styles.hint}>{t('resetHint')}</p>
      <ErrorNotice error={reset.error} />
    </Modal>
  )
}
