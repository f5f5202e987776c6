import type { RuleVersion } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { DatePicker, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { kindOf } from './kinds.tsx'
import { ruleReads } from './RulePage.tsx'
import styles from './rules.module.css'
import { useText } from './texts.ts'

/** Publication at once, or from a moment on where its kind allows that. */
export function PublishDialog({ rule, close }: { rule: RuleVersion; close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const { atOnce } = kindOf(rule.kind)
  const [later, setLater] = useState(false)
  const [from, setFrom] = useState<string | null>(null)
  const publish = useCommand('publishRule', ruleReads)
  const submit = async () => {
    const effectiveFrom = later && from ? { effectiveFrom: from } : {}
    const body = { revision: rule.revision, ...effectiveFrom }
    if (await publish.run({ params: { id: rule.id }, body }).catch(() => null)) close()
  }
  return (
    <Modal
      open
      title={t('publishTitle', { n: rule.version })}
      okText={t('publish')}
      cancelText={t('cancel')}
      confirmLoading={publish.isPending}
      okButtonProps={{ disabled: later && !from }}
      onOk={() => void submit()}
      onCancel={close}
    >
      <p className={styles.hint}>{atOnce ? nameOf(atOnce) : t('publishHint')}</p>
      {!atOnce && (
        <Radio.Group
          className={styles.choices}
          value={later}
          onChange={({ target }) => setLater(target.value === true)}
          options={[
            { value: false, label: t('atOnce') },
            { value: true, label: t('later') },
          ]}
        />
      )}
      {later && (
        <DatePicker
          className={styles.wide}
          aria-label={t('later')}
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          onChange={(moment) => setFrom(moment?.toISOString() ?? null)}
        />
      )}
      <FormError error={publish.error} fields={[]} />
    </Modal>
  )
}
