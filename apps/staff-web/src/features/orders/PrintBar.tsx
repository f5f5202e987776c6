import { PRINT_MAXIMUM, type WorkOrderSummary } from '@sims/contracts/web'
import { Button } from 'antd'
import { PrintIcon } from '../../shared/icons.tsx'
import styles from '../../shared/list/desk.module.css'
import { useText } from './texts.ts'
import { usePrint } from './use-print.tsx'

/** What can be done with all selected orders: print them, in the order of the list. */
export default function PrintBar({ chosen, clear }: { chosen: readonly WorkOrderSummary[]; clear: () => void }) {
  const t = useText()
  const { print, busy } = usePrint()
  const tooMany = chosen.length > PRINT_MAXIMUM
  const press = async () => {
    if (await print(chosen.map(({ id }) => id))) clear()
  }
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('selected', { count: chosen.length })}>
      <strong>{t('selected', { count: chosen.length })}</strong>
      <Button
        size="small"
        type="primary"
        icon={<PrintIcon size={16} />}
        loading={busy}
        disabled={tooMany}
        onClick={() => void press()}
      >
        {t('print')}
      </Button>
      <span className={styles.quiet}>{t(tooMany ? 'printTooMany' : 'printHint', { count: PRINT_MAXIMUM })}</span>
      <span className={styles.grow} />
      <Button size="small" type="text" onClick={clear}>
        {t('unselect')}
      </Button>
    </div>
  )
}
