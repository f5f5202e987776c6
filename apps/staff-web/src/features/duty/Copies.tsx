import { ErrorNotice } from '@sims/ui'
import { Button, Popconfirm } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { CopyIcon } from '../../shared/icons.tsx'
import { between, type Period, plus, type View } from './days.ts'
import styles from './duty.module.css'
import { useText } from './texts.ts'

const reads = ['listDuty', 'dutyNow', 'listDutyChanges'] as const

/** Fills the period from what was before, or empties it. */
export function Copies({ communityId, view, period }: { communityId?: string; view: View; period: Period }) {
  const t = useText()
  const copy = useCommand('copyDutyWeek', reads)
  const clear = useCommand('setDuty', reads)
  const { from, to } = period
  const pattern = plus(from, view === 'week' ? -7 : -28)
  const place = { communityId: communityId ?? null }
  const fill = () => {
    clear.reset()
    const body = { ...place, from: pattern, to: from, days: between(from, to).length }
    return copy.run({ body }).catch(() => null)
  }
  const empty = () => {
    copy.reset()
    return clear.run({ body: { ...place, from, to, shifts: [] } }).catch(() => null)
  }
  return (
    <>
      <Popconfirm
        title={t(view === 'week' ? 'copyWeek' : 'copyMonth')}
        description={t(view === 'week' ? 'copyWeekHint' : 'copyMonthHint')}
        okText={t('copy')}
        cancelText={t('cancel')}
        onConfirm={fill}
        icon={null}
      >
        <Button icon={<CopyIcon size={16} />} loading={copy.isPending}>
          {t(view === 'week' ? 'copyWeek' : 'copyMonth')}
        </Button>
      </Popconfirm>
      <Popconfirm
        title={t('clear')}
        description={t(view === 'week' ? 'clearWeekHint' : 'clearMonthHint')}
        okText={t('clear')}
        okButtonProps={{ danger: true }}
        cancelText={t('cancel')}
        onConfirm={empty}
        icon={null}
      >
        <Button type="text" loading={clear.isPending}>
          {t('clear')}
        </Button>
      </Popconfirm>
      <div className={styles.fault}>
        <ErrorNotice error={copy.error ?? clear.error} />
      </div>
    </>
  )
}
