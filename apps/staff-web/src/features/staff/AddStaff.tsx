import { ROLES, type Role, roleNames, SKILLS, type Skill } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { CloseIcon, PlusIcon } from '../../shared/icons.tsx'
import { newId } from '../../shared/id.ts'
import { fieldFaults } from '../../shared/problem.ts'
import { skillNames } from '../../shared/skills.ts'
import { PasswordIssued } from './PasswordIssued.tsx'
import styles from './staff.module.css'
import { useText } from './texts.ts'

interface Values {
  employeeNumber: string
  name: string
  phone?: string
  email?: string
  account: string
  grants: { role: Role; communityId: string }[]
  skills: Skill[]
}

/** In the form "the whole company" is a choice like any community. */
const company = 'company'
/** Residents and committee members are customers, not staff. */
const staffRoles = ROLES.filter((role) => role !== 'resident' && role !== 'committeeMember')
const fields = ['employeeNumber', 'name', 'phone', 'email', 'account']

/** A new member of staff with roles per community; the first password is shown once. */
export default function AddStaff({ close }: { close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const [form] = Form.useForm<Values>()
  const [id] = useState(newId)
  const create = useCommand('createStaff', ['listStaff'])
  const faults = fieldFaults(create.error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined

  const submit = async ({ grants, phone, email, ...values }: Values) => {
    const body = {
      id,
      ...values,
      phone: phone || null,
      email: email || null,
      grants: grants.map(({ role, communityId }) => ({
        role,
        communityId: communityId === company ? null : communityId,
      })),
    }
    await create.run({ body }).catch(() => null)
  }
  if (create.data) return <PasswordIssued name={form.getFieldValue('name')} issued={create.data} close={close} />
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <Modal
      open
      title={t('add')}
      width={600}
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
        initialValues={{ grants: [{ communityId: company }], skills: [] }}
        onFinish={submit}
      >
        <div className={styles.pair}>
          <Form.Item name="name" label={t('name')} rules={required} {...faultOf('name')}>
            <Input autoFocus maxLength={50} />
          </Form.Item>
          <Form.Item name="employeeNumber" label={t('number')} rules={required} {...faultOf('employeeNumber')}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item
            name="account"
            label={t('account')}
            tooltip={t('accountHint')}
            rules={required}
            {...faultOf('account')}
          >
            <Input maxLength={100} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item name="phone" label={t('phone')} {...faultOf('phone')}>
            <Input inputMode="tel" maxLength={30} placeholder={t('optional')} />
          </Form.Item>
          <Form.Item name="email" label={t('email')} {...faultOf('email')}>
            <Input type="email" maxLength={200} placeholder={t('optional')} />
          </Form.Item>
          <Form.Item name="skills" label={t('skills')}>
            <Select
              mode="multiple"
              placeholder={t('optional')}
              options={SKILLS.map((value) => ({ value, label: nameOf(skillNames(value)) }))}
            />
          </Form.Item>
        </div>
        <Grants />
      </Form>
      <FormError error={create.error} fields={fields} />
    </Modal>
  )
}

function Grants() {
  const t = useText()
  const nameOf = useNames()
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const scopes = [
    { value: company, label: t('everywhere') },
    ...(communities.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []),
  ]
  const required = [{ required: true, message: t('required') }]
  return (
    <Form.Item label={t('grants')} required>
      <Form.List name="grants">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className={styles.grant}>
                <Form.Item name={[name, 'role']} rules={required} noStyle>
                  <Select
                    aria-label={t('role')}
                    placeholder={t('role')}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={staffRoles.map((value) => ({ value, label: nameOf(roleNames[value]) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'communityId']} rules={required} noStyle>
                  <Select aria-label={t('scope')} placeholder={t('scope')} options={scopes} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<CloseIcon size={14} />}
                  aria-label={t('removeGrant')}
                  disabled={rows.length === 1}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button
              type="dashed"
              size="small"
              icon={<PlusIcon size={14} />}
              onClick={() => add({ communityId: company })}
            >
              {t('addGrant')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
