import { RESIDENCY_KINDS, type ResidencyKind, residencyKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { App, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { PlacePicker } from '../../shared/pickers/PlacePicker.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { useText } from './texts.ts'

interface Values {
  kind: 'person' | 'firm'
  name: string
  phone: string
  email?: string
  premisesId?: string
  residencyKind?: ResidencyKind
}

const fields = ['name', 'phone', 'email', 'premisesId', 'residencyKind']

/** Records a customer, with the premises where it is known. */
export default function AddCustomer({ close }: { close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const [id] = useState(newId)
  const kind = Form.useWatch('kind', form)
  const premisesId = Form.useWatch('premisesId', form)
  const create = useCommand('createCustomer', ['listCustomers'])
  const faults = fieldFaults(create.error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined

  const submit = async ({ residencyKind, email, ...values }: Values) => {
    const home = values.premisesId ? { residencyKind: residencyKind ?? 'owner' } : {}
    const customer = await create
      .run({ body: { id, ...values, ...(email ? { email } : {}), ...home } })
      .catch(() => null)
    if (!customer) return
    message.success(t('added'))
    close()
    navigate(`/customers/${customer.id}`)
  }
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <Modal
      open
      title={t('add')}
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
        requiredMark="optional"
        initialValues={{ kind: 'person', residencyKind: 'owner' }}
        onFinish={submit}
      >
        <Form.Item name="kind" label={t('kind')} required>
          <Radio.Group
            options={[
              { value: 'person', label: t('person') },
              { value: 'firm', label: t('firm') },
            ]}
          />
        </Form.Item>
        <Form.Item name="name" label={t(kind === 'firm' ? 'firmName' : 'name')} rules={required} {...faultOf('name')}>
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')} rules={required} {...faultOf('phone')}>
          <Input inputMode="tel" maxLength={30} />
        </Form.Item>
        <Form.Item name="email" label={t('email')} {...faultOf('email')}>
          <Input inputMode="email" maxLength={200} />
        </Form.Item>
        <Form.Item name="premisesId" label={t('premises')} extra={t('optional')} {...faultOf('premisesId')}>
          <PlacePicker premisesOnly />
        </Form.Item>
        {premisesId && (
          <Form.Item name="residencyKind" label={t('relation')} required {...faultOf('residencyKind')}>
            <Radio.Group
              options={RESIDENCY_KINDS.map((value) => ({ value, label: nameOf(residencyKindNames[value]) }))}
            />
          </Form.Item>
        )}
      </Form>
      <FormError error={create.error} fields={fields} />
    </Modal>
  )
}
