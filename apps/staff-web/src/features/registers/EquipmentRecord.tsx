import { equipmentKindNames, equipmentStateNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { useApi } from '../../shared/api.ts'
import { RecordPending } from '../../shared/record/RecordFrame.tsx'
import { Facts, Section } from '../../shared/record/Section.tsx'
import { EntryFrame } from './RegisterRecord.tsx'
import own from './registers.module.css'
import { equipmentTones } from './registers.ts'
import { useText } from './texts.ts'

/** A piece of equipment: what it is, where it stands, who answers for it. */
export function EquipmentRecord({ id }: { id: string }) {
  const t = useText()
  const nameOf = useNames()
  const read = useApi('getEquipment', { params: { id } })
  const one = read.data
  if (!one)
    return <RecordPending listPath="/registers/equipment" error={read.error} retry={() => void read.refetch()} />
  const warranty = one.warrantyUntil && t(one.inWarranty ? 'inWarranty' : 'outOfWarranty', { day: one.warrantyUntil })
  return (
    <EntryFrame
      register="equipment"
      entry={one}
      title={one.name}
      tag={{ phase: equipmentTones[one.state], name: nameOf(equipmentStateNames[one.state]) }}
      closed={one.state === 'retired'}
    >
      <Section title={t('about')}>
        <Facts
          facts={[
            [t('code'), one.code],
            [t('kind'), nameOf(equipmentKindNames[one.kind])],
            [t('place'), `${one.communityName} ${one.placeName}`],
            [t('responsible'), one.responsible?.name],
            [t('maker'), one.maker],
            [t('model'), one.model],
            [t('commissionedOn'), one.commissionedOn],
            [t('warranty'), warranty],
          ]}
        />
      </Section>
      {one.note && (
        <Section title={t('note')}>
          <p className={own.note}>{one.note}</p>
        </Section>
      )}
    </EntryFrame>
  )
}
