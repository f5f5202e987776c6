import type { Session } from '@sims/contracts/web'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { passwordRules, ruleKeys } from './rules.ts'
import styles from './session.module.css'
import { useText } from './texts.ts'

interface PasswordFormProps {
  first?: string
  extra: ReactNode
  done: (session: Session) => void
}

interface Values {
  current: string
  next: string
  again: string
}

/** The present password and twice the new one, with the rules ticked off while typing. */
export function PasswordForm({ first, extra, done }: PasswordFormProps) {
  const t = useText()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const next: string = Form.useWatch('next', form) ?? ''
  const change = useCommand('changePassword')
  const faults = fieldFaults(change.error)

  const submit = async ({ current, next: wanted }: Values) => {
    const session = await change.run({ body: { current, next: wanted } }).catch(() => null)
    if (!session) return
    client.setQueryData(['whoAmI', {}], session)
    done(session)
  }
  const required = { required: true, message: t('fillIn') }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ current: first }}>
      <Form.Item
        name="current"
        label={t(first === undefined ? 'current' : 'initial')}
        rules={[required]}
        hidden={Boolean(first)}
        {...(faults.current ? { help: faults.current, validateStatus: 'error' as const } : {})}
      >
        <Input.Password autoFocus={!first} autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('next')}
        rules={[required]}
        {...(faults.next ? { help: faults.next, validateStatus: 'error' as const } : {})}
      >
        <Input.Password autoFocus={Boolean(first)} autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <ul className={styles.rules}>
        {ruleKeys.map((rule) => {
          const met = passwordRules[rule](next)
          return (
            <li key={rule} className={met ? styles.met : undefined}>
              <span role="img" aria-label={t(met ? 'met' : 'notMet')}>
                {met ? '✓' : '·'}
              </span>
              {t(rule)}
            </li>
          )
        })}
        <li>
          <span aria-hidden="true">·</span>
          {t('ruleName')}
        </li>
      </ul>
      <Form.Item
        name="again"
        label={t('again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      {change.error && <FormError error={change.error} fields={['current', 'next']} />}
      <div className={styles.buttons}>
        {extra}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('change')}
        </Button>
      </div>
    </Form>
  )
}
