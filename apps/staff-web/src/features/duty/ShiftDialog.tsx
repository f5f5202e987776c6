import { DUTY_POSTS, type DutyPost, dutyPostNames, ROLES_OF_POST, type StaffMember } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, DatePicker, Form, Input, Modal, Segmented, Select } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { asDay } from '../../shared/pickers/as-day.ts'
import { useStaff } from '../../shared/pickers/use-staff.ts'
import { fieldFaults } from '../../shared/problem.ts'
import type { Opened } from './Duty.tsx'
import { between } from './days.ts'
import styles from './duty.module.css'
import { useText } from './texts.ts'

interface Values {
  date: string
  until?: string
  post: DutyPost
  hours: string
  from: string
  to: string
  staffId: string
  order: 1 | 2 | 3
}

/** The hours that most shifts have; anything else is typed. */
const usual = { night: ['18:00', '08:30'], day: ['08:30', '18:00'], whole: ['08:30', '08:30'] } as const
const CUSTOM = 'custom'
const usualOf = (from: string, to: string) =>
  Object.entries(usual).find(([, [a, b]]) => a === from && b === to)?.[0] ?? CUSTOM

interface ShiftDialogProps {
  opened: Opened
  communityId: string | undefined
  close: () => void
}

/** Adds a shift, or the same on several days; changes or removes one that is there. */
export default function ShiftDialog({ opened, communityId, close }: ShiftDialogProps) {
  const t = useText()
  const nameOf = useNames()
  const [form] = Form.useForm<Values>()
  const change = useCommand('changeDuty', ['listDuty', 'dutyNow', 'listDutyChanges'])
  const before = 'shift' in opened ? opened.shift : undefined
  const initial = startOf(opened)
  const post = Form.useWatch('post', form) ?? initial.post
  const hours = Form.useWatch('hours', form) ?? initial.hours
  const staff = useStaff(communityId)
  const people = staff.items.filter((member) => mayStand(member, post, communityId))

  const send = async (add: Omit<Values, 'until' | 'hours'>[], days: string[]) => {
    const all = [...days, ...(before ? [before.date] : [])].sort()
    const [from, to] = [all[0] as string, all.at(-1) as string]
    const body = { communityId: communityId ?? null, from, to, remove: before ? [before.id] : [], add }
    if (await change.run({ body }).catch(() => null)) close()
  }
  const submit = ({ until, hours: _, ...turn }: Values) => {
    const [from, to] = hours === CUSTOM ? [turn.from, turn.to] : usual[hours as keyof typeof usual]
    const days = between(turn.date, until && until > turn.date ? until : turn.date)
    return send(
      days.map((date) => ({ ...turn, from, to, date })),
      days,
    )
  }
  const faults = fieldFaults(change.error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined
  const required = [{ required: true, message: t('required') }]
  return (
    <Modal
      open
      title={t(before ? 'edit' : 'add')}
      width={520}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <div className={styles.footer}>
          {before && (
            <Button danger type="text" loading={change.isPending} onClick={() => send([], [])}>
              {t('remove')}
            </Button>
          )}
          <span className={styles.grow} />
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" loading={change.isPending} onClick={form.submit}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={submit}>
        <div className={styles.pair}>
          <Form.Item name="date" label={t('date')} rules={required} {...asDay} {...faultOf('date')}>
            <DatePicker allowClear={false} className={styles.whole} />
          </Form.Item>
          {!before && (
            <Form.Item name="until" label={t('until2')} extra={t('untilHint')} {...asDay}>
              <DatePicker placeholder={t('onlyOne')} className={styles.whole} />
            </Form.Item>
          )}
        </div>
        <Form.Item name="post" label={t('post')}>
          <Segmented
            block
            options={DUTY_POSTS.map((value) => ({ value, label: nameOf(dutyPostNames[value]) }))}
            onChange={() => form.setFieldValue('staffId', undefined)}
          />
        </Form.Item>
        <Form.Item name="hours" label={t('hours')}>
          <Segmented
            block
            options={[
              ...(['night', 'day', 'whole'] as const).map((value) => ({
                value,
                label: `${t(value)} ${usual[value][0]}`,
              })),
              { value: CUSTOM, label: t('custom') },
            ]}
          />
        </Form.Item>
        {hours === CUSTOM && (
          <div className={styles.pair}>
            <Form.Item name="from" label={t('from')} rules={required}>
              <Input type="time" />
            </Form.Item>
            <Form.Item name="to" label={t('to')} rules={required}>
              <Input type="time" />
            </Form.Item>
          </div>
        )}
        <Form.Item name="staffId" label={t('person')} rules={required} {...faultOf('staffId')}>
          <Select
            placeholder={t('person')}
            loading={staff.isFetching}
            notFoundContent={staff.isFetching ? null : t('nobodyFits')}
            showSearch={{ optionFilterProp: 'label' }}
            options={people.map(({ id, name, employeeNumber }) => ({ value: id, label: `${name} ${employeeNumber}` }))}
          />
        </Form.Item>
        <Form.Item name="order" label={t('order')} extra={t('orderHint')}>
          <Segmented options={([1, 2, 3] as const).map((value) => ({ value, label: t(`order${value}`) }))} />
        </Form.Item>
      </Form>
      <FormError error={change.error} fields={['date', 'staffId']} />
    </Modal>
  )
}

function startOf(opened: Opened): Partial<Values> & Pick<Values, 'post' | 'hours'> {
  if ('shift' in opened) {
    const { date, from, to, post, order, staff } = opened.shift
    return { date, from, to, post, hours: usualOf(from, to), staffId: staff.id, order: order as Values['order'] }
  }
  const { date, post = 'serviceDesk', night = true } = opened
  return { date, post, hours: night ? 'night' : 'day', order: 1 }
}

/** The server judges again; this keeps those out of the list who could only be refused. */
const mayStand = ({ grants }: StaffMember, post: DutyPost, communityId: string | undefined) =>
  grants.some(
    (grant) =>
      ROLES_OF_POST[post].includes(grant.role) && (grant.communityId === null || grant.communityId === communityId),
  )
