import { useNames } from '@sims/ui'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { fieldFaults } from '../../shared/problem.ts'
import type { AddingProps } from './kinds.tsx'
import { useText } from './texts.ts'

interface Values {
  key: string
  model: string
  zh: string
  en: string
}

/** A new category begins as a copy of another one, under its own key and name. */
export function NewCategory({ title, rules: models, close }: AddingProps) {
  const t = useText()
  const nameOf = useNames()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const [id] = useState(newId)
  const [fault, setFault] = useState<unknown>(null)
  const create = useCommand('createRule', ['listRules'])
  const keyFault = fieldFaults(create.error).key
  const submit = async ({ key, model, zh, en }: Values) => {
    try {
      const rule = await api('getRule', { params: { id: model } })
      if (rule.kind !== 'category') return
      const names = { 'zh-CN': zh, en }
      await create.run({ body: { id, kind: 'category', key, content: { ...rule.content, names } } })
      void navigate(`/rules/${id}`)
    } catch (error) {
      setFault(error)
    }
  }
  const required = [{ required: true, whitespace: true, message: t('required') }]
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
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="zh" label={t('nameZh')} rules={required}>
          <Input autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item name="en" label={t('nameEn')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('key')}
          extra={t('keyHint')}
          rules={[{ required: true, pattern: /^[a-z][A-Za-z0-9]{0,39}$/, message: t('keyWrong') }]}
          {...(keyFault ? { help: keyFault, validateStatus: 'error' as const } : {})}
        >
          <Input maxLength={40} autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="model" label={t('model')} extra={t('modelHint')} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={models.flatMap(({ versions }) => {
              const shown = versions.find(({ standing }) => standing === 'inForce')
              return shown ? [{ value: shown.id, label: nameOf(shown.names) }] : []
            })}
          />
        </Form.Item>
      </Form>
      <FormError error={fault} fields={['key']} />
    </Modal>
  )
}
