import type { AllowedStep, Answer } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Modal } from 'antd'
import styles from '../../shared/list/desk.module.css'
import { useText } from './texts.ts'

export interface BulkOutcome {
  step: AllowedStep
  answer: Answer<'takeRequestSteps'>
  /** number by id, of the records that were selected: the list may not show them any more */
  numbers: ReadonlyMap<string, string>
}

/** What became of a step on many: how many took it, and each refusal with its reason. */
export default function BulkResult({ outcome, close }: { outcome: BulkOutcome; close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const { taken, refused } = outcome.answer
  return (
    <Modal
      open
      title={t('bulkResult', { step: nameOf(outcome.step.names) })}
      okText={t('close')}
      footer={(_, { OkBtn }) => <OkBtn />}
      onOk={close}
      onCancel={close}
    >
      <p className={styles.taken}>{t('bulkTaken', { count: taken.length })}</p>
      {refused.length > 0 && (
        <>
          <p className={styles.refused}>{t('bulkRefused', { count: refused.length })}</p>
          <ul className={styles.refusals}>
            {refused.map((refusal) => (
              <li key={refusal.id}>
                <strong>{outcome.numbers.get(refusal.id)}</strong>
                {refusal.message}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}
