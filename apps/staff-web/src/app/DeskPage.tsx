import { DutyStrip } from '../features/duty/DutyStrip.tsx'
import { Desk } from '../features/requests/Desk.tsx'
import { useMay } from '../shared/session.ts'
import styles from './shell.module.css'

/** The first page of the desk: who is on duty today, and the requests. */
export function DeskPage() {
  const mayRead = useMay('duty')
  return (
    <div className={styles.deskPage}>
      {mayRead && <DutyStrip />}
      <Desk />
    </div>
  )
}
