import type { Answer, Setup as SetupBody } from '@sims/contracts/web'
import { ErrorNotice, Loading, LocaleSwitch } from '@sims/ui'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useApi, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { Logins } from './Logins.tsx'
import styles from './setup.module.css'
import { useText } from './texts.ts'

const fields = ['organization', 'community', 'buildings', 'entrances', 'floors', 'homesPerFloor']

/** The first run on an empty database: the company, its first community, and the first logins. */
export function Setup() {
  const t = useText()
  const state = useApi('setupState')
  const [done, setDone] = useState<Answer<'setup'> | null>(null)
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.head}>
          <p>{t('product')}</p>
          <LocaleSwitch className={styles.language} />
        </header>
        {done && <Logins logins={done.logins} />}
        {!done && state.isPending && <Loading />}
        {!done && state.error && <ErrorNotice error={state.error} retry={() => void state.refetch()} />}
        {!done && state.data?.needed && <Wizard done={setDone} />}
        {!done && state.data?.needed === false && (
          <>
            <h1>{t('already')}</h1>
            <Link to="/sign-in">{t('goSignIn')}</Link>
          </>
        )}
      </div>
    </main>
  )
}

function Wizard({ done }: { done: (answer: Answer<'setup'>) => void }) {
  const t = useText()
  const [form] = Form.useForm<SetupBody>()
  const values = Form.useWatch([], form)
  const setup = useCommand('setup', ['setupState'])
  const faults = fieldFaults(setup.error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined
  const submit = async (body: SetupBody) => {
    const answer = await setup.run({ body }).catch(() => null)
    if (answer) done(answer)
  }
  const required = [{ required: true, message: t('required') }]
  const count = (name: 'buildings' | 'entrances' | 'floors' | 'homesPerFloor', max: number) => (
    <Form.Item name={name} label={t(name)} rules={required} {...faultOf(name)}>
      <InputNumber min={1} max={max} precision={0} />
    </Form.Item>
  )
  return (
    <>
      <h1>{t('title')}</h1>
      <p className={styles.hint}>{t('hint')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ buildings: 6, entrances: 2, floors: 18, homesPerFloor: 2 }}
        onFinish={submit}
      >
        <Form.Item name="organization" label={t('organization')} rules={required} {...faultOf('organization')}>
          <Input autoFocus maxLength={100} placeholder={t('organizationHint')} />
        </Form.Item>
        <Form.Item name="community" label={t('community')} rules={required} {...faultOf('community')}>
          <Input maxLength={100} placeholder={t('communityHint')} />
        </Form.Item>
        <div className={styles.counts}>
          {count('buildings', 200)}
          {count('entrances', 20)}
          {count('floors', 100)}
          {count('homesPerFloor', 20)}
        </div>
        {values && <Total values={values} />}
        <FormError error={setup.error} fields={fields} />
        <Button type="primary" htmlType="submit" size="large" block loading={setup.isPending}>
          {t('start')}
        </Button>
      </Form>
    </>
  )
}

function Total({ values }: { values: Partial<SetupBody> }) {
  const t = useText()
  const { buildings = 0, entrances = 0, floors = 0, homesPerFloor = 0 } = values
  const homes = buildings * entrances * floors * homesPerFloor
  if (!homes) return null
  const last = `${buildings}栋${entrances}单元${floors}${String(homesPerFloor).padStart(2, '0')}`
  return <p className={styles.hint}>{t('total', { buildings, homes, example: last })}</p>
}
