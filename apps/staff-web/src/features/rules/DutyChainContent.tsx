import { DUTY_TURNS, type DutyChain, ROLES } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { CloseIcon, PlusIcon, UpIcon } from '../../shared/icons.tsx'
import styles from './duty-chain.module.css'
import { useDutyChainText } from './duty-chain-texts.ts'
import { calleeNames } from './duty-chain-words.ts'
import type { ContentProps } from './kinds.tsx'

type Step = DutyChain['steps'][number]
const NEW: Step = { to: 'communityManager', minutes: 10 }
const NIGHT = { from: '22:00', to: '07:00' }
/** Residents and committee members are nobody's duty. */
const roles = ROLES.filter((role) => role !== 'resident' && role !== 'committeeMember')

/** Whom a call at night goes to, step by step, with the time at which each is called. */
export function DutyChainContent({ content, onChange, faults }: ContentProps<DutyChain>) {
  const t = useDutyChainText()
  const nameOf = useNames()
  const { steps, quietHours, channels } = content
  const set = (next: Partial<DutyChain>) => onChange?.({ ...content, ...next })
  const setStep = (n: number, next: Partial<Step>) =>
    set({ steps: steps.map((step, i) => (i === n ? { ...step, ...next } : step)) })
  const swapped = (n: number) =>
    steps.map((step, i) => (i === n - 1 ? (steps[n] as Step) : i === n ? (steps[n - 1] as Step) : step))
  const startOf = (n: number) => steps.slice(0, n).reduce((sum, { minutes }) => sum + minutes, 0)
  const statusOf = (path: string) =>
    faults.some((fault) => fault.path.endsWith(path)) ? ('error' as const) : undefined
  const callees = [...DUTY_TURNS, ...roles].map((value) => ({ value, label: nameOf(calleeNames[value]) }))
  return (
    <div className={styles.chain}>
      <p className={styles.hint}>{t('hint')}</p>
      <table className={styles.steps}>
        <thead>
          <tr>
            <th>{t('step')}</th>
            <th>{t('to')}</th>
            <th>{t('minutes')}</th>
            <th>{t('at')}</th>
            {onChange && <td />}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, n) => (
            // steps have no name of their own: a moved one is another in its place
            <tr key={n}>
              <th scope="row">{n + 1}</th>
              <td>
                {onChange ? (
                  <Select
                    aria-label={`${t('to')} ${n + 1}`}
                    className={styles.callee}
                    status={statusOf(`steps.${n}.to`)}
                    value={step.to}
                    options={callees}
                    showSearch={{ optionFilterProp: 'label' }}
                    onChange={(to) => setStep(n, { to })}
                  />
                ) : (
                  nameOf(calleeNames[step.to])
                )}
              </td>
              <td>
                {onChange ? (
                  <InputNumber
                    aria-label={`${t('minutes')} ${n + 1}`}
                    status={statusOf(`steps.${n}.minutes`)}
                    value={step.minutes}
                    min={1}
                    max={1440}
                    precision={0}
                    onChange={(minutes) => setStep(n, { minutes: minutes ?? 1 })}
                  />
                ) : (
                  step.minutes
                )}
              </td>
              <td className={styles.soft}>{n === 0 ? t('atOnce') : t('after', { n: startOf(n) })}</td>
              {onChange && (
                <td className={styles.acts}>
                  <Button
                    type="text"
                    size="small"
                    icon={<UpIcon size={14} />}
                    aria-label={t('up', { n: n + 1 })}
                    disabled={n === 0}
                    onClick={() => set({ steps: swapped(n) })}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseIcon size={14} />}
                    aria-label={t('remove', { n: n + 1 })}
                    onClick={() => set({ steps: steps.filter((_, i) => i !== n) })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {onChange && (
        <Button
          type="dashed"
          size="small"
          className={styles.add}
          icon={<PlusIcon size={14} />}
          onClick={() => set({ steps: [...steps, NEW] })}
        >
          {t('add')}
        </Button>
      )}
      <p className={styles.soft}>{t('end', { n: startOf(steps.length) })}</p>
      <div className={styles.row}>
        <Checkbox
          checked={quietHours !== null}
          disabled={!onChange}
          onChange={({ target }) => set({ quietHours: target.checked ? NIGHT : null })}
        >
          {t('quiet')}
        </Checkbox>
        {quietHours && (
          <span className={styles.hours}>
            {(['from', 'to'] as const).map((end) => (
              <Input
                key={end}
                type="time"
                aria-label={`${t('quiet')} ${t(end === 'from' ? 'from' : 'until')}`}
                status={statusOf('quietHours') ?? ''}
                readOnly={!onChange}
                value={quietHours[end]}
                onChange={({ target }) => target.value && set({ quietHours: { ...quietHours, [end]: target.value } })}
              />
            ))}
          </span>
        )}
        <span className={styles.soft}>{t('quietHint')}</span>
      </div>
      <div className={styles.row}>
        <span>{t('channels')}</span>
        <Checkbox.Group
          value={channels}
          disabled={!onChange}
          options={[
            { value: 'app', label: t('app'), disabled: channels.includes('app') },
            { value: 'email', label: t('email') },
            { value: 'sms', label: t('sms') },
          ]}
          onChange={(chosen) => set({ channels: chosen as DutyChain['channels'] })}
        />
      </div>
    </div>
  )
}
