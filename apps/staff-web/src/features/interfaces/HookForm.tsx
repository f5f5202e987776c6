import { HOOK_EVENTS, type Hook, type HookEvent } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { fieldFaults } from '../../shared/problem.ts'
import { CommunitiesField, communitiesOf } from './CommunitiesField.tsx'
import { Issued } from './Issued.tsx'
import { useText } from './texts.ts'
import { eventNames } from './words.ts'

interface Values {
  name: string
  url: string
  events: HookEvent[]
  communityIds?: string[]
}
const fields = ['name', 'url', 'events']

/** A new web hook, or another form of one that is there. */
export default function HookForm({ hook, close }: { hook: Hook | null; close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const [form] = Form.useForm<Values>()
  const [id] = useState(newId)
  const create = useCommand('createHook', ['listHooks'])
  const change = useCommand('changeHook', ['listHooks'])
  const { error } = hook ? change : create
  const faults = fieldFaults(error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined
  const submit = async ({ communityIds, ...values }: Values) => {
    const body = { ...values, communityIds: communitiesOf(communityIds) }
    if (!hook) return void (await create.run({ body: { id, ...body } }).catch(() => null))
    const { version, active } = hook
    const done = await change.run({ params: { id: hook.id }, body: { version, active, ...body } }).catch(() => null)
    if (done) close()
  }
  if (create.data) return <Issued name={form.getFieldValue('name')} secret={create.data.secret} close={close} />
  const required = [{ required: true, message: t('required') }]
  const text = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <Modal
      open
      title={t(hook ? 'edit' : 'addHook')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={create.isPending || change.isPending}
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={hook ? { ...hook, communityIds: hook.communityIds ?? [] } : { events: [] }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t('name')} rules={text} {...faultOf('name')}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="url" label={t('url')} extra={t('urlHint')} rules={text} {...faultOf('url')}>
          <Input maxLength={500} inputMode="url" placeholder="https://" autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="events" label={t('events')} rules={required} {...faultOf('events')}>
          <Select
            mode="multiple"
            maxTagCount={6}
            showSearch={{ optionFilterProp: 'label' }}
            options={HOOK_EVENTS.map((value) => ({ value, label: nameOf(eventNames[value]) }))}
          />
        </Form.Item>
        <CommunitiesField />
      </Form>
      <FormError error={error} fields={fields} />
    </Modal>
  )
}
