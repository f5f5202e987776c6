import type { Gateway } from '@sims/contracts/web'
import { App, Button, Form, Input, Popconfirm } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { GatewayTest } from './GatewayTest.tsx'
import styles from './messages.module.css'
import { useText } from './texts.ts'

interface Values {
  url: string
  keyId: string
  key?: string
}
const fields = ['url', 'keyId', 'key']

/** One gateway: how it is connected, its address and key, a test, the way to end it. */
export function GatewayCard({ gateway: { channel, source, url, keyId } }: { gateway: Gateway }) {
  const t = useText()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const set = useCommand('setGateway', ['listGateways'])
  const remove = useCommand('removeGateway', ['listGateways'])
  const faults = fieldFaults(set.error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined
  const own = source === 'page'
  const state = source ?? 'none'
  const submit = async ({ key, ...values }: Values) => {
    const done = await set.run({ params: { channel }, body: { ...values, ...(key ? { key } : {}) } }).catch(() => null)
    if (!done) return
    form.setFieldValue('key', undefined)
    void message.success(t('saved'))
  }
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <section className={styles.card} aria-label={t(`channel_${channel}`)}>
      <header className={styles.title}>
        <h2>{t(`channel_${channel}`)}</h2>
        <span className={styles.tag} data-tone={source ? 'good' : 'none'}>
          {t(`source_${state}`)}
        </span>
      </header>
      <p className={styles.hint}>{t(`for_${channel}`)}</p>
      {source === 'server' && <p className={styles.hint}>{t('serverHint', { url: url ?? '', keyId: keyId ?? '' })}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={own ? { url, keyId } : {}}
        onFinish={submit}
      >
        <Form.Item name="url" label={t('url')} extra={t('urlHint')} rules={required} {...faultOf('url')}>
          <Input maxLength={500} inputMode="url" placeholder="https://" autoComplete="off" spellCheck={false} />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="keyId" label={t('keyId')} rules={required} {...faultOf('keyId')}>
            <Input maxLength={64} autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item label={t('key')} htmlFor={`key-${channel}`} extra={t('keyHint')} {...faultOf('key')}>
            <div className={styles.key}>
              <Form.Item name="key" noStyle {...(own ? {} : { rules: required })}>
                <Input.Password
                  id={`key-${channel}`}
                  maxLength={200}
                  autoComplete="new-password"
                  placeholder={own ? t('keyKept') : undefined}
                />
              </Form.Item>
              <Button onClick={() => form.setFieldValue('key', newSecret())}>{t('generate')}</Button>
            </div>
          </Form.Item>
        </div>
        <FormError error={set.error} fields={fields} />
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={set.isPending}>
            {t('save')}
          </Button>
          {own && (
            <Popconfirm
              title={t('disconnectTitle', { channel: t(`channel_${channel}`) })}
              description={t(channel === 'sms' ? 'disconnectSms' : 'disconnectHint')}
              okText={t('disconnect')}
              okButtonProps={{ danger: true }}
              cancelText={t('cancel')}
              onConfirm={async () => {
                await remove.run({ params: { channel } }).catch(() => null)
                form.resetFields()
                form.setFieldsValue({ url: '', keyId: '' })
              }}
            >
              <Button danger type="text" loading={remove.isPending}>
                {t('disconnect')}
              </Button>
            </Popconfirm>
          )}
        </div>
        <FormError error={remove.error} fields={[]} />
      </Form>
      {source && <GatewayTest channel={channel} />}
    </section>
  )
}

/** 256 random bits as a key that may stand in any setting. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
