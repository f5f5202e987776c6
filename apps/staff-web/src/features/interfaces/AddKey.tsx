import { API_SCOPES, type ApiScope } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { fieldFaults } from '../../shared/problem.ts'
import { CommunitiesField, communitiesOf } from './CommunitiesField.tsx'
import { Issued } from './Issued.tsx'
import { useText } from './texts.ts'
import { scopeNames } from './words.ts'

interface Values {
  name: string
  scopes: ApiScope[]
  communityIds?: string[]
  ranges?: string
  days: number
}

/** A new key; its secret is shown once. */
export default function AddKey({ close }: { close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const [form] = Form.useForm<Values>()
  const [id] = useState(newId)
  const create = useCommand('createApiKey', ['listApiKeys'])
  const faults = fieldFaults(create.error)
  const submit = ({ name, scopes, communityIds, ranges = '', days }: Values) => {
    const addressRanges = ranges
      .split(/[\s,，;；]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const body = { id, name, scopes, communityIds: communitiesOf(communityIds), addressRanges, days }
    void create.run({ body }).catch(() => null)
  }
  if (create.data) return <Issued name={form.getFieldValue('name')} secret={create.data.token} close={close} />
  const required = [{ required: true, message: t('required') }]
  const rangeFault = faults.addressRanges
  return (
    <Modal
      open
      title={t('addKey')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={create.isPending}
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ scopes: [], days: 90 }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t('name')}
          extra={t('nameHint')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="scopes" label={t('scopes')} rules={required}>
          <Checkbox.Group options={API_SCOPES.map((value) => ({ value, label: nameOf(scopeNames[value]) }))} />
        </Form.Item>
        <CommunitiesField />
        <Form.Item name="days" label={t('days')}>
          <Select options={[30, 90, 180, 365].map((days) => ({ value: days, label: t('daysOf', { days }) }))} />
        </Form.Item>
        <Form.Item
          name="ranges"
          label={t('ranges')}
          extra={t('rangesHint')}
          {...(rangeFault ? { help: rangeFault, validateStatus: 'error' as const } : {})}
        >
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} spellCheck={false} />
        </Form.Item>
      </Form>
      <FormError error={create.error} fields={['addressRanges']} />
    </Modal>
  )
}
