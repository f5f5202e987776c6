import { PhaseTag } from '@sims/ui'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { RecordFrame } from '../../shared/record/RecordFrame.tsx'
import { areas, holds, useSession } from '../../shared/session.ts'
import { ContractorRecord } from './ContractorRecord.tsx'
import { EquipmentRecord } from './EquipmentRecord.tsx'
import { type Entry, entryOf } from './entry.ts'
import { PartRecord } from './PartRecord.tsx'
import own from './registers.module.css'
import { KEEPERS, type RegisterName, registerOf } from './registers.ts'
import { useText } from './texts.ts'

const EntryDialog = lazy(() => import('./EntryDialog.tsx'))
const records = { equipment: EquipmentRecord, contractors: ContractorRecord, parts: PartRecord }

/** The entry of a register that is open beside its list. */
export function RegisterRecord() {
  const { register, id = '' } = useParams()
  const name = registerOf(register)
  const Record = records[name]
  return <Record key={id} id={id} />
}

interface EntryFrameProps {
  register: RegisterName
  entry: Entry
  title: string
  tag: { phase: string; name: string }
  children: ReactNode
  /** nothing can be changed any more */
  closed?: boolean
}

/** An entry with its name, its state, and the way to correct it. */
export function EntryFrame({ register, entry, title, tag, children, closed = false }: EntryFrameProps) {
  const t = useText()
  const session = useSession()
  const [editing, setEditing] = useState(false)
  const mayEdit = holds(session, areas[KEEPERS[register]]) && !closed
  return (
    <RecordFrame
      listPath={`/registers/${register}`}
      label={title}
      head={
        <>
          <h2>{title}</h2>
          <PhaseTag phase={tag.phase}>{tag.name}</PhaseTag>
          {mayEdit && (
            <Button type="link" onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
          )}
        </>
      }
    >
      <div className={own.body}>{children}</div>
      {editing && (
        <Suspense fallback={null}>
          <EntryDialog register={register} entry={entryOf(entry)} close={() => setEditing(false)} />
        </Suspense>
      )}
    </RecordFrame>
  )
}
