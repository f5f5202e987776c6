import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, Outlet, useParams } from 'react-router'
import { PlusIcon } from '../../shared/icons.tsx'
import styles from '../../shared/list/desk.module.css'
import { areas, holds, useSession } from '../../shared/session.ts'
import { Contractors } from './Contractors.tsx'
import { EquipmentList } from './EquipmentList.tsx'
import { Parts } from './Parts.tsx'
import { KEEPERS, REGISTERS, registerOf } from './registers.ts'
import { useText } from './texts.ts'

const EntryDialog = lazy(() => import('./EntryDialog.tsx'))
const lists = { equipment: EquipmentList, contractors: Contractors, parts: Parts }

/** Registers: what is looked after, who works for the company, what is built in; the entry opens beside the list. */
export function Registers() {
  const t = useText()
  const { register, id } = useParams()
  const session = useSession()
  const shown = REGISTERS.filter((name) => name !== 'contractors' || holds(session, areas.contractors))
  const name = registerOf(register)
  const [adding, setAdding] = useState(false)
  const List = lists[name]
  const add = holds(session, areas[KEEPERS[name]]) && (
    <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
      {t(`add_${name}`)}
    </Button>
  )
  return (
    <div className={id ? `${styles.desk} ${styles.open}` : styles.desk}>
      <nav className={styles.queues} aria-label={t('registers')}>
        {shown.map((one) => (
          <Link
            key={one}
            to={`/registers/${one}`}
            className={styles.queue}
            aria-current={one === name ? 'true' : undefined}
          >
            {t(one)}
          </Link>
        ))}
      </nav>
      <List key={name} openId={id} add={add} />
      <Outlet />
      {adding && (
        <Suspense fallback={null}>
          <EntryDialog register={name} close={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}
