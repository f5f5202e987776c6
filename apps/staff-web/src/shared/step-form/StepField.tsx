import type { FormField } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { DatePicker, Form, Input, InputNumber, Radio, Rate, Select } from 'antd'
import { PhotosField } from '../pickers/PhotosField.tsx'
import { PlacePicker } from '../pickers/PlacePicker.tsx'
import { StaffPicker } from '../pickers/StaffPicker.tsx'
import { TeamPicker } from '../pickers/TeamPicker.tsx'
import { useSharedText } from '../texts.ts'
import { Checklist } from './Checklist.tsx'
import { PartsField } from './PartsField.tsx'
import { PriceItemsField } from './PriceItemsField.tsx'
import priceStyles from './price-items.module.css'
import { SignatureField } from './SignatureField.tsx'

interface StepFieldProps {
  field: FormField
  communityId?: string
}

/** One field of a step's form with its label, whatever its type. */
export function StepField({ field, communityId }: StepFieldProps) {
  const nameOf = useNames()
  const t = useSharedText()
  const label = nameOf(field.names)
  const mandatory = (field.options ?? []).filter((option) => option.mandatory).map((option) => option.value)
  return (
    <Form.Item
      name={field.key}
      label={label}
      required={field.required || mandatory.length > 0}
      rules={[
        { required: field.required, message: t('required') },
        {
          validator: (_, ticked: string[] = []) =>
            field.type === 'checklist' && mandatory.some((value) => !ticked.includes(value))
              ? Promise.reject(new Error(t('checklistOpen')))
              : Promise.resolve(),
        },
      ]}
    >
      <Control field={field} communityId={communityId} label={label} />
    </Form.Item>
  )
}

interface ControlProps extends StepFieldProps {
  label: string
  /** given by the form */
  id?: string
  value?: never
  onChange?: (value: unknown) => void
}

const fewOptions = 5

function Control({ field, communityId, label, ...bound }: ControlProps) {
  const nameOf = useNames()
  const t = useSharedText()
  const options = (field.options ?? []).map((option) => ({ value: option.value, label: nameOf(option.names) }))
  switch (field.type) {
    case 'longText':
      return <Input.TextArea {...bound} autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
    case 'number':
      return <InputNumber {...bound} />
    case 'money':
      return <InputNumber {...bound} min={0} precision={2} suffix={t('yuan')} />
    case 'date':
      return <DatePicker {...bound} />
    case 'dateTime':
      return <DatePicker {...bound} showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" />
    case 'choice':
      return options.length <= fewOptions ? (
        <Radio.Group {...bound} options={options} />
      ) : (
        <Select {...bound} options={options} placeholder={t('choose')} showSearch optionFilterProp="label" />
      )
    case 'boolean':
      return (
        <Radio.Group
          {...bound}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
          ]}
        />
      )
    case 'person':
      return <StaffPicker {...bound} communityId={communityId} />
    case 'team':
      return <TeamPicker {...bound} communityId={communityId} />
    case 'place':
      return <PlacePicker {...bound} communityId={communityId} />
    case 'request':
      return <Input {...bound} maxLength={20} placeholder="BX100234" />
    case 'checklist':
      return <Checklist {...bound} options={field.options ?? []} />
    case 'photos':
      return <PhotosField {...bound} label={label} />
    case 'signature':
      return <SignatureField {...bound} label={label} />
    case 'priceItems':
      return <PriceItemsField {...bound} />
    case 'parts':
      return <PartsField {...bound} />
    case 'quote':
      return <strong className={priceStyles.quote}>{options[0]?.label}</strong>
    case 'rating':
      return <Rate {...bound} />
    default:
      return <Input {...bound} maxLength={200} />
  }
}
