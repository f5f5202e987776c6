import { SKILLS } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Form, Input, Radio, Select } from 'antd'
import { useStaff } from '../../shared/pickers/use-staff.ts'
import { skillNames } from '../../shared/skills.ts'
import { DayField } from './DayField.tsx'
import type { FieldsProps } from './EntryDialog.tsx'
import own from './registers.module.css'
import { useText } from './texts.ts'

export function ContractorFields({ faultOf }: FieldsProps) {
  const t = useText()
  const nameOf = useNames()
  const staff = useStaff()
  const workers = staff.items.filter(({ grants }) => grants.some(({ role }) => role === 'contractorWorker'))
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={required} {...faultOf('name')}>
        <Input autoFocus maxLength={60} />
      </Form.Item>
      <Form.Item name="trades" label={t('trades')} {...faultOf('trades')}>
        <Select mode="multiple" options={SKILLS.map((value) => ({ value, label: nameOf(skillNames(value)) }))} />
      </Form.Item>
      <div className={own.pair}>
        <Form.Item name="contactName" label={t('contactName')} {...faultOf('contactName')}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="contactPhone" label={t('contactPhone')} extra={t('contactHint')} {...faultOf('contactPhone')}>
          <Input inputMode="tel" maxLength={30} />
        </Form.Item>
        <Form.Item name="qualification" label={t('qualification')} {...faultOf('qualification')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="qualificationUntil" label={t('qualificationUntil')} {...faultOf('qualificationUntil')}>
          <DayField />
        </Form.Item>
        <Form.Item name="contractUntil" label={t('contractUntil')} {...faultOf('contractUntil')}>
          <DayField />
        </Form.Item>
        <Form.Item name="active" label={t('state')} required {...faultOf('active')}>
          <Radio.Group
            options={[
              { value: true, label: t('active_contractors') },
              { value: false, label: t('inactive_contractors') },
            ]}
          />
        </Form.Item>
      </div>
      <Form.Item name="workerIds" label={t('workers')} extra={t('workersHint')} {...faultOf('workerIds')}>
        <Select
          mode="multiple"
          loading={staff.isFetching}
          optionFilterProp="label"
          options={workers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('note')} {...faultOf('note')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </>
  )
}
