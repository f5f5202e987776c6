import { Form, Input, InputNumber, Radio } from 'antd'
import type { FieldsProps } from './EntryDialog.tsx'
import own from './registers.module.css'
import { useText } from './texts.ts'

export function PartFields({ faultOf }: FieldsProps) {
  const t = useText()
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
        <Form.Item name="unit" label={t('unit')} rules={required} {...faultOf('unit')}>
          <Input maxLength={10} />
        </Form.Item>
        <Form.Item
          name="price"
          label={t('price')}
          rules={[{ required: true, message: t('required') }]}
          {...faultOf('price')}
        >
          <InputNumber className={own.whole} min={0} max={1_000_000} precision={2} suffix={t('yuan')} />
        </Form.Item>
      </div>
      <Form.Item name="active" label={t('state')} required {...faultOf('active')}>
        <Radio.Group
          options={[
            { value: true, label: t('active_parts') },
            { value: false, label: t('inactive_parts') },
          ]}
        />
      </Form.Item>
      <Form.Item name="note" label={t('note')} {...faultOf('note')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <p className={own.hint}>{t('stock')}</p>
    </>
  )
}
