import { PROXY_SCOPES, type ProxyScope, proxyScopeNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Checkbox, DatePicker, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { asDay } from '../../shared/pickers/as-day.ts'
import { PhotosField } from '../../shared/pickers/PhotosField.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { useDebounced } from '../../shared/use-debounced.ts'
import styles from './household.module.css'
import { useProxyText } from './proxy-texts.ts'

interface Values {
  agentId: string
  scope: ProxyScope[]
  until?: string
  photos?: string[]
}
const fields = ['agentId', 'scope', 'until']

/** Names a proxy on a signed paper, or a firm's contact person. */
export default function NameProxy({
  customerId,
  firm,
  close,
}: {
  customerId: string
  firm: boolean
  close: () => void
}) {
  const t = useProxyText()
  const nameOf = useNames()
  const [form] = Form.useForm<Values>()
  const [words, setWords] = useState('')
  const q = useDebounced(words.trim())
  const found = useApi('listCustomers', { query: { q, limit: 20 } }, { enabled: q.length > 1, keep: true })
  const name = useCommand('nameProxy', ['listProxies'])
  const faults = fieldFaults(name.error)
  const faultOf = (field: string) =>
    faults[field] ? { help: faults[field], validateStatus: 'error' as const } : undefined
  const submit = async ({ until, photos = [], ...values }: Values) => {
    const body = { id: newId(), ...values, photos, ...(until ? { until } : {}) }
    if (await name.run({ params: { id: customerId }, body }).catch(() => null)) close()
  }
  const people = found.data?.items.filter((one) => one.kind === 'person' && one.id !== customerId) ?? []
  const required = [{ required: true, message: t('required') }]
  return (
    <Modal
      open
      title={t(firm ? 'addContact' : 'add')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={name.isPending}
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={close}
    >
      <p className={styles.hint}>{t(firm ? 'contactHint' : 'hint')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ scope: firm ? [...PROXY_SCOPES] : ['report', 'rate'] }}
        onFinish={submit}
      >
        <Form.Item name="agentId" label={t(firm ? 'contact' : 'agent')} rules={required} {...faultOf('agentId')}>
          <Select
            showSearch={{ filterOption: false, onSearch: setWords }}
            placeholder={t('search')}
            loading={found.isFetching}
            notFoundContent={q.length > 1 && found.isSuccess ? t('nobody') : null}
            options={people.map((one) => ({ value: one.id, label: `${one.name} ${one.phone ?? ''}` }))}
          />
        </Form.Item>
        <Form.Item name="scope" label={t('scope')} rules={required}>
          <Checkbox.Group options={PROXY_SCOPES.map((value) => ({ value, label: nameOf(proxyScopeNames[value]) }))} />
        </Form.Item>
        <Form.Item name="until" label={t('lastDay')} rules={firm ? required : []} {...asDay} {...faultOf('until')}>
          <DatePicker className={styles.whole} />
        </Form.Item>
        <Form.Item name="photos" label={t('paper')}>
          <PhotosField label={t('paper')} max={3} />
        </Form.Item>
      </Form>
      <FormError error={name.error} fields={fields} />
    </Modal>
  )
}
