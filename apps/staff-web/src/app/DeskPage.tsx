import { Calls } from '../features/duty/Calls.tsx'
import { DutyStrip } from '../features/duty/DutyStrip.tsx'
import { Desk } from '../features/requests/Desk.tsx'
import { useMay } from '../shared/session.ts'
import styles from './shell.module.css'

/** The first page of the desk: who is on duty today, what calls them, and the requests. */
export function DeskPage() {
  const mayRead = useMay('duty')
  return (
    <div className={styles.deskPage}>
      {mayRead && (
        <>
          <DutyStrip />
          <Calls />
        </>
      )}
      <Desk />
    </div>
  )
}
