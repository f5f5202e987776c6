import type { BackupSettings } from '@sims/contracts/web'
import { useLocale } from '@sims/ui'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import styles from './backups.module.css'
import { useText } from './texts.ts'

interface SettingsDialogProps {
  settings: BackupSettings
  close: () => void
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** When backups are made, how many stay, how often the log is carried. Where they go stands in the environment. */
export function SettingsDialog({ settings, close }: SettingsDialogProps) {
  const t = useText()
  const locale = useLocale()
  const change = useCommand('changeBackupSettings', ['getBackups'])
  const [form] = Form.useForm<BackupSettings>()
  // the fifth of January 1970 was a Monday
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format((day + 3) * 86_400_000)
  const save = (body: BackupSettings) =>
    void change.run({ body }).then(close, () => {
      // said in the form
    })
  const count = (name: 'keepDaily' | 'keepWeekly' | 'keepMonthly' | 'logMinutes', min: number, max: number) => (
    <Form.Item name={name} label={t(name)} rules={[{ required: true, message: t('required') }]}>
      <InputNumber min={min} max={max} precision={0} className={styles.input} />
    </Form.Item>
  )
  return (
    <Modal
      open
      title={t('settings')}
      width={480}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" initialValues={settings} onFinish={save} requiredMark={false}>
        <div className={styles.pair}>
          <Form.Item name="at" label={t('at')} rules={[{ required: true, message: t('required') }]}>
            <Input type="time" className={styles.input} />
          </Form.Item>
          <Form.Item name="drillWeekday" label={t('drillWeekday')}>
            <Select options={WEEKDAYS.map((day) => ({ value: day, label: weekday(day) }))} />
          </Form.Item>
          {count('keepDaily', 1, 60)}
          {count('keepWeekly', 0, 52)}
          {count('keepMonthly', 0, 60)}
          {count('logMinutes', 1, 60)}
        </div>
        <p className={styles.hint}>{t('settingsHint')}</p>
        <FormError error={change.error} fields={[]} />
      </Form>
    </Modal>
  )
}
