import { Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { fieldFaults } from '../../shared/problem.ts'
import { useCalendarText } from './calendar-texts.ts'
import type { AddingProps } from './kinds.tsx'
import { lastYear } from './last-year.ts'
import { useText } from './texts.ts'

/** A year's calendar begins without holidays. */
export function NewYear({ title, rules, close }: AddingProps) {
  const t = useText()
  const own = useCalendarText()
  const navigate = useNavigate()
  const [form] = Form.useForm<{ year: number; source: string }>()
  const [id] = useState(newId)
  const create = useCommand('createRule', ['listRules'])
  const yearFault = fieldFaults(create.error).key
  const submit = async ({ year, source }: { year: number; source: string }) => {
    const body = { id, kind: 'calendar' as const, key: String(year), content: { year, source, days: [] } }
    if (await create.run({ body }).catch(() => null)) void navigate(`/rules/${id}`)
  }
  return (
    <Modal
      open
      title={title}
      okText={t('create')}
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
        initialValues={{ year: lastYear(rules) + 1 }}
        onFinish={submit}
      >
        <Form.Item
          name="year"
          label={own('year')}
          extra={own('yearHint')}
          rules={[{ required: true, message: t('required') }]}
          {...(yearFault ? { help: yearFault, validateStatus: 'error' as const } : {})}
        >
          <InputNumber min={1950} max={2200} precision={0} />
        </Form.Item>
        <Form.Item
          name="source"
          label={own('source')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input autoFocus maxLength={200} placeholder={own('sourceHint')} />
        </Form.Item>
      </Form>
      <FormError error={create.error} fields={['key']} />
    </Modal>
  )
}
