import { EQUIPMENT_KINDS, EQUIPMENT_STATES, equipmentKindNames, equipmentStateNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { PlacePicker } from '../../shared/pickers/PlacePicker.tsx'
import { useStaff } from '../../shared/pickers/use-staff.ts'
import { DayField } from './DayField.tsx'
import type { FieldsProps } from './EntryDialog.tsx'
import own from './registers.module.css'
import { useText } from './texts.ts'

export function EquipmentFields({ faultOf, entry }: FieldsProps) {
  const t = useText()
  const nameOf = useNames()
  const staff = useStaff()
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <>
      <div className={own.pair}>
        <Form.Item name="name" label={t('name')} rules={required} {...faultOf('name')}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="code" label={t('code')} rules={required} {...faultOf('code')}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name="placeId" label={t('place')} rules={required} {...faultOf('placeId')}>
        <PlaceField now={entry ? `${entry.communityName} ${entry.placeName}` : undefined} />
      </Form.Item>
      <div className={own.pair}>
        <Form.Item name="kind" label={t('kind')} required {...faultOf('kind')}>
          <Select options={EQUIPMENT_KINDS.map((value) => ({ value, label: nameOf(equipmentKindNames[value]) }))} />
        </Form.Item>
        <Form.Item name="responsibleId" label={t('responsible')} {...faultOf('responsibleId')}>
          <Select
            allowClear
            loading={staff.isFetching}
            showSearch={{ optionFilterProp: 'label' }}
            options={staff.items.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="maker" label={t('maker')} {...faultOf('maker')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="model" label={t('model')} {...faultOf('model')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="commissionedOn" label={t('commissionedOn')} {...faultOf('commissionedOn')}>
          <DayField />
        </Form.Item>
        <Form.Item name="warrantyUntil" label={t('warrantyUntil')} {...faultOf('warrantyUntil')}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="state" label={t('state')} required extra={entry && t('retireHint')} {...faultOf('state')}>
        <Radio.Group
          options={EQUIPMENT_STATES.map((value) => ({ value, label: nameOf(equipmentStateNames[value]) }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('note')} {...faultOf('note')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </>
  )
}

interface PlaceFieldProps {
  id?: string
  value?: string
  onChange?: (placeId: string | undefined) => void
  /** where it stands now */
  now: string | undefined
}

/** Where it stands; another place is chosen anew from the top. */
function PlaceField({ id, value, onChange, now }: PlaceFieldProps) {
  const t = useText()
  const [moving, setMoving] = useState(now === undefined)
  if (moving)
    return <PlacePicker {...(id ? { id } : {})} {...(value ? { value } : {})} {...(onChange ? { onChange } : {})} />
  return (
    <span>
      {now}
      <Button type="link" onClick={() => setMoving(true)}>
        {t('edit')}
      </Button>
    </span>
  )
}
