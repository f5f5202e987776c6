import { type Category, type Channel, channelNames, type Place } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { App, Button, Form, Input, Modal, Segmented } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { recordReads, useApi, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { PhotosField } from '../../shared/pickers/PhotosField.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { CallerSearch } from './CallerSearch.tsx'
import { CategoryField } from './CategoryField.tsx'
import { ConcernedField, concernedOf } from './ConcernedField.tsx'
import { type Caller, callerOf, startOf } from './caller.ts'
import styles from './intake.module.css'
import { KnownCaller } from './KnownCaller.tsx'
import { PlaceField } from './PlaceField.tsx'
import { Suggested } from './Suggested.tsx'
import { useText } from './texts.ts'

interface Values {
  name?: string
  phone?: string
  placeId: string
  category: string
  description: string
  channel: Channel
  photos?: string[]
  concerned?: string
}

const channels: Channel[] = ['phone', 'desk', 'email', 'suggestionBox']
const fields = ['name', 'phone', 'placeId', 'category', 'description']

/**
 * A call becomes a request without the mouse: number → caller → place → category → words → Ctrl+Enter. Each choice
 * moves the focus to what comes next.
 */
export function Intake() {
  const t = useText()
  const nameOf = useNames()
  const { message } = App.useApp()
  const { search } = useLocation()
  const [query] = useSearchParams()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const [id, setId] = useState(newId)
  const [caller, setCaller] = useState<Caller>({ kind: 'none' })
  const [kind, setKind] = useState<Category['kind']>('repair')
  const [placeKind, setPlaceKind] = useState<Place['kind']>()
  const channel = Form.useWatch('channel', form)
  const description = Form.useWatch('description', form) ?? ''
  const placeId = Form.useWatch('placeId', form)
  const chosen = Form.useWatch('category', form)
  const [urgency, setUrgency] = useState<number>()
  const category = useRef<{ focus: () => void }>(null)
  const words = useRef<TextAreaRef>(null)
  const create = useCommand('createRequest', recordReads)
  const again = useRef(false)

  const given = query.get('customer')
  const givenCustomer = useApi('getCustomer', { params: { id: given ?? '' } }, { enabled: given !== null })
  useEffect(() => {
    if (givenCustomer.data) setCaller({ kind: 'known', customer: givenCustomer.data })
  }, [givenCustomer.data])

  const taken = (next: Pick<Category, 'kind' | 'concerns'>) => {
    setKind(next.kind)
    form.setFieldValue('concerned', next.concerns === 'staff' ? 'staff' : undefined)
  }
  const close = () => navigate({ pathname: '/requests', search })
  const choose = (next: Caller) => {
    setCaller(next)
    form.setFieldsValue({ placeId: undefined, ...(next.kind === 'new' ? startOf(next.words) : {}) })
    if (next.kind === 'known' && next.customer.residencies.filter((home) => home.endedOn === null).length === 1)
      requestAnimationFrame(() => category.current?.focus())
  }
  const restart = () => {
    form.resetFields()
    setUrgency(undefined)
    setId(newId())
    choose({ kind: 'none' })
  }
  const submit = async (values: Values) => {
    const { placeId, description, photos = [], category, channel } = values
    const concerned = kind === 'complaint' ? concernedOf(values.concerned) : undefined
    const body = { id, kind, category, placeId, description, photos, channel, urgency, ...(concerned && { concerned }) }
    const made = await create.run({ body: { ...body, ...callerOf(caller, values) } }).catch((refusal) => {
      const faults = Object.entries(fieldFaults(refusal)).filter(([name]) => fields.includes(name))
      form.setFields(faults.map(([name, text]) => ({ name: name as keyof Values, errors: [text] })))
      return null
    })
    if (!made) return
    message.success(t('created', { number: made.number }))
    if (again.current) restart()
    else navigate({ pathname: `/requests/${made.id}`, search })
  }
  const send = (next: boolean) => {
    again.current = next
    form.submit()
  }
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <Modal
      open
      title={t('title')}
      width={640}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <div className={styles.footer}>
          <span className={styles.keys}>
            <kbd>Ctrl</kbd> <kbd>Enter</kbd> {t('save')}
          </span>
          <span className={styles.grow} />
          <Button onClick={close}>{t('cancel')}</Button>
          <Button onClick={() => send(true)} disabled={create.isPending || caller.kind === 'none'}>
            {t('saveNext')}
          </Button>
          <Button
            type="primary"
            loading={create.isPending}
            disabled={caller.kind === 'none'}
            onClick={() => send(false)}
          >
            {t('save')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        className={styles.form}
        layout="horizontal"
        labelCol={{ flex: '5.5rem' }}
        labelAlign="left"
        colon={false}
        requiredMark={false}
        initialValues={{ channel: 'phone' }}
        onFinish={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event.shiftKey)
        }}
      >
        <Form.Item label={t('caller')} htmlFor="caller">
          {caller.kind === 'none' && <CallerSearch choose={choose} />}
          {caller.kind === 'known' && <KnownCaller customer={caller.customer} change={restart} />}
          {caller.kind === 'new' && (
            <Button size="small" type="link" onClick={restart}>
              {t('change')}
            </Button>
          )}
        </Form.Item>
        {caller.kind === 'new' && (
          <>
            <Form.Item name="phone" label={t('phone')} rules={required}>
              <Input autoFocus={startOf(caller.words).phone === ''} inputMode="tel" maxLength={30} />
            </Form.Item>
            <Form.Item name="name" label={t('name')} rules={required}>
              <Input autoFocus={startOf(caller.words).phone !== ''} maxLength={50} />
            </Form.Item>
          </>
        )}
        {caller.kind !== 'none' && (
          <>
            <Form.Item name="placeId" label={t('place')} rules={[{ required: true, message: t('choosePlace') }]}>
              <PlaceField
                customer={caller.kind === 'known' ? caller.customer : undefined}
                onKind={setPlaceKind}
                done={() => category.current?.focus()}
              />
            </Form.Item>
            <Form.Item name="category" label={t('category')} rules={required}>
              <CategoryField
                ref={category}
                placeKind={placeKind}
                chosen={(next) => {
                  taken(next)
                  words.current?.focus()
                }}
              />
            </Form.Item>
            <Form.Item name="description" label={t('description')} rules={required}>
              <Input.TextArea
                ref={words}
                placeholder={t('descriptionHint')}
                autoSize={{ minRows: 3, maxRows: 8 }}
                maxLength={8000}
              />
            </Form.Item>
            <Suggested
              description={description}
              placeId={placeId}
              placeKind={placeKind}
              category={chosen}
              urgency={urgency}
              chooseCategory={(next) => {
                form.setFieldValue('category', next.key)
                taken(next)
              }}
              chooseUrgency={setUrgency}
            />
            {kind === 'complaint' && (
              <Form.Item name="concerned" label={t('concerned')}>
                <ConcernedField />
              </Form.Item>
            )}
            <Form.Item name="channel" label={t('channel')}>
              <Segmented options={channels.map((value) => ({ value, label: nameOf(channelNames[value]) }))} />
            </Form.Item>
            {channel !== 'phone' && (
              <Form.Item name="photos" label={t('photos')}>
                <PhotosField label={t('photos')} />
              </Form.Item>
            )}
          </>
        )}
      </Form>
      {create.error && <FormError error={create.error} fields={fields} />}
    </Modal>
  )
}
