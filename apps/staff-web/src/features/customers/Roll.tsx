import type { Household } from '@sims/contracts/web'
import { Button, Form, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { PlusIcon } from '../../shared/icons.tsx'
import { newId } from '../../shared/id.ts'
import styles from './household.module.css'
import { useHouseholdText } from './household-texts.ts'
import { householdReads } from './reads.ts'

/** The owners' roll of premises, as it is on paper. */
export function Roll({ premisesId, roll }: { premisesId: string; roll: Household['roll'] }) {
  const t = useHouseholdText()
  const [adding, setAdding] = useState(false)
  const strike = useCommand('removeRollEntry', householdReads)
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <h2>{t('roll')}</h2>
        {!adding && (
          <Button icon={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
            {t('rollAdd')}
          </Button>
        )}
      </div>
      <p className={styles.hint}>{t('rollHint')}</p>
      {adding && <Add premisesId={premisesId} close={() => setAdding(false)} />}
      {roll.length === 0 && !adding && <p className={styles.hint}>{t('rollEmpty')}</p>}
      <ul className={styles.people}>
        {roll.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <span className={styles.name}>{entry.name}</span>
            <span>{entry.phone}</span>
            <span className={styles.grow} />
            <Popconfirm
              title={t('rollStrike')}
              description={t('rollStrikeHint')}
              okText={t('rollStrike')}
              cancelText={t('cancel')}
              onConfirm={() => void strike.run({ params: { id: entry.id } }).catch(() => null)}
            >
              <Button size="small" loading={strike.isPending}>
                {t('rollStrike')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      <FormError error={strike.error} fields={[]} />
    </section>
  )
}

function Add({ premisesId, close }: { premisesId: string; close: () => void }) {
  const t = useHouseholdText()
  const [form] = Form.useForm<{ name: string; phone?: string }>()
  const add = useCommand('addRollEntry', householdReads)
  const submit = async ({ name, phone }: { name: string; phone?: string }) => {
    const body = { id: newId(), name, ...(phone?.trim() ? { phone } : {}) }
    if (await add.run({ params: { id: premisesId }, body }).catch(() => null)) close()
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      <div className={styles.pair}>
        <Form.Item
          name="name"
          label={t('rollName')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item name="phone" label={t('rollPhone')}>
          <Input inputMode="tel" maxLength={30} />
        </Form.Item>
      </div>
      <div className={styles.acts}>
        <Button onClick={close}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t('save')}
        </Button>
      </div>
      <FormError error={add.error} fields={[]} />
    </Form>
  )
}
