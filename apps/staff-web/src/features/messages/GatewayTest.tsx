import type { Gateway } from '@sims/contracts/web'
import { Button, Form, Input } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import styles from './messages.module.css'
import { useText } from './texts.ts'

const TONES = { accepted: 'good', refused: 'danger', retry: 'warn' } as const

/** Sends one message to a phone at hand, and says what the gateway answered. */
export function GatewayTest({ channel }: Pick<Gateway, 'channel'>) {
  const t = useText()
  const test = useCommand('testGateway')
  const fault = fieldFaults(test.error).to
  const { outcome, reason, milliseconds } = test.data ?? {}
  return (
    <div className={styles.test}>
      <h3>{t('test')}</h3>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ to }: { to: string }) =>
          void test.run({ params: { channel }, body: { to } }).catch(() => undefined)
        }
      >
        <div className={styles.line}>
          <Form.Item
            name="to"
            label={t('testTo')}
            rules={[{ required: true, whitespace: true, message: t('required') }]}
            {...(fault ? { help: fault, validateStatus: 'error' as const } : {})}
          >
            <Input maxLength={30} inputMode="tel" autoComplete="tel" />
          </Form.Item>
          <Button htmlType="submit" loading={test.isPending}>
            {t('testSend')}
          </Button>
        </div>
      </Form>
      {outcome && (
        <p className={styles.result} data-tone={TONES[outcome]} role="status">
          {t(`outcome_${outcome}`, { reason: reason ?? '', ms: milliseconds ?? 0 })}
        </p>
      )}
      <FormError error={test.error} fields={['to']} />
    </div>
  )
}
