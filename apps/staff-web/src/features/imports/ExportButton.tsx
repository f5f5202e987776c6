import { importSubjectNames, type SheetSubject } from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { api } from '../../shared/api.ts'
import styles from './imports.module.css'
import { useText } from './texts.ts'
import { useFile } from './use-file.ts'

/** The present records of a subject as a table; of people, names and phones only for a reason that is recorded. */
export function ExportButton({ subject }: { subject: SheetSubject }) {
  const t = useText()
  const nameOf = useNames()
  const { take, busy, error } = useFile()
  const [asking, setAsking] = useState(false)
  const [clear, setClear] = useState(true)
  const [reason, setReason] = useState('')
  const send = (body: { subject: SheetSubject; reason?: string }) =>
    take(() => api('exportTable', { body }), nameOf(importSubjectNames[subject]))
  const answer = async () => {
    if (await send(clear ? { subject, reason: reason.trim() } : { subject })) setAsking(false)
  }
  return (
    <div className={styles.take}>
      <Button
        loading={busy && !asking}
        onClick={() => (subject === 'customers' ? setAsking(true) : void send({ subject }))}
      >
        {t('takeExport')}
      </Button>
      {!asking && <ErrorNotice error={error} />}
      <Modal
        open={asking}
        title={t('takeExport')}
        okText={t('export')}
        cancelText={t('cancel')}
        confirmLoading={busy}
        okButtonProps={{ disabled: clear && reason.trim().length < 2 }}
        onOk={() => void answer()}
        onCancel={() => setAsking(false)}
      >
        <Form layout="vertical">
          <Form.Item extra={t('clearHint')}>
            <Checkbox checked={clear} onChange={(event) => setClear(event.target.checked)}>
              {t('clear')}
            </Checkbox>
          </Form.Item>
          <Form.Item label={t('clearReason')} required={clear}>
            <Input
              disabled={!clear}
              maxLength={200}
              value={reason}
              placeholder={t('clearExample')}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
        <ErrorNotice error={error} />
      </Modal>
    </div>
  )
}
