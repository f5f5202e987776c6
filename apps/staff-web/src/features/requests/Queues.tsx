import { queueNames, type RequestQueue } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { useApi } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import { type Filters, firstQueue } from './filters.ts'
import { useText } from './texts.ts'

const order: RequestQueue[] = [firstQueue, 'mine', 'open', 'nearDue', 'overdue', 'toSettle', 'all', 'closed']
/** Counts that nobody acts on would only be noise. */
const counted: RequestQueue[] = ['new', 'mine', 'open', 'nearDue', 'overdue', 'toSettle']

interface QueuesProps {
  filters: Filters
  setFilters: (filters: Filters) => void
}

/** The named filter sets with how many wait in each; changing the queue keeps the other filters but not the search. */
export function Queues({ filters, setFilters }: QueuesProps) {
  const t = useText()
  const nameOf = useNames()
  const counts = useApi('countRequests', undefined, { keep: true })
  const countOf = (queue: RequestQueue) => {
    const found = counted.includes(queue) ? counts.data?.queues.find((one) => one.queue === queue) : undefined
    return found && found.count > 0 ? `${found.count}${found.more ? '+' : ''}` : ''
  }
  return (
    <nav className={styles.queues} aria-label={t('queues')}>
      {order.map((queue) => (
        <button
          key={queue}
          type="button"
          aria-current={queue === filters.queue ? 'true' : undefined}
          className={queue === 'overdue' && countOf(queue) ? `${styles.queue} ${styles.alarming}` : styles.queue}
          onClick={() => setFilters({ ...filters, queue, q: undefined })}
        >
          {nameOf(queueNames[queue])}
          <span className={styles.count}>{countOf(queue)}</span>
        </button>
      ))}
    </nav>
  )
}
