import {
  EQUIPMENT_KINDS,
  EQUIPMENT_STATES,
  type Equipment,
  equipmentKindNames,
  equipmentStateNames,
} from '@sims/contracts/web'
import { PhaseTag, useNames } from '@sims/ui'
import { Link, useLocation } from 'react-router'
import { useApi, useList } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import { Choice } from './Choice.tsx'
import { RegisterFrame, type RegisterListProps, useFilters } from './RegisterList.tsx'
import { equipmentTones } from './registers.ts'
import { useText } from './texts.ts'

/** Equipment: code, kind, place, name, state, warranty. */
export function EquipmentList(props: RegisterListProps) {
  const t = useText()
  const nameOf = useNames()
  const { get } = useFilters()
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const list = useList('listEquipment', {
    q: get('q'),
    kind: EQUIPMENT_KINDS.find((one) => one === get('kind')),
    state: EQUIPMENT_STATES.find((one) => one === get('state')),
    communityId: get('community'),
    limit: 50,
  })
  const places = communities.data?.items ?? []
  return (
    <RegisterFrame
      {...props}
      register="equipment"
      list={list}
      headings={[t('code'), t('kind'), t('place'), t('name'), t('state'), t('warranty')]}
      filters={
        <>
          {places.length > 1 && (
            <Choice
              name="community"
              all={t('allCommunities')}
              options={places.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <Choice
            name="kind"
            all={t('allKinds')}
            options={EQUIPMENT_KINDS.map((value) => ({ value, label: nameOf(equipmentKindNames[value]) }))}
          />
          <Choice
            name="state"
            all={t('allStates')}
            options={EQUIPMENT_STATES.map((value) => ({ value, label: nameOf(equipmentStateNames[value]) }))}
          />
        </>
      }
      rows={list.items.map((one) => <Row key={one.id} one={one} open={one.id === props.openId} />)}
    />
  )
}

function Row({ one, open }: { one: Equipment; open: boolean }) {
  const t = useText()
  const nameOf = useNames()
  const { search } = useLocation()
  const { code, kind, communityName, placeName, name, state, warrantyUntil, inWarranty } = one
  return (
    <li className={open ? `${styles.row} ${styles.opened}` : styles.row}>
      <Link
        data-row
        className={`${styles.link} ${styles.number}`}
        to={{ pathname: `/registers/equipment/${one.id}`, search }}
        aria-current={open ? 'true' : undefined}
      >
        {code}
      </Link>
      <span className={styles.category}>{nameOf(equipmentKindNames[kind])}</span>
      <span className={styles.place} title={`${communityName} ${placeName}`}>
        <small>{communityName}</small> {placeName}
      </span>
      <span className={styles.description}>{name}</span>
      <span className={styles.phase}>
        <PhaseTag phase={equipmentTones[state]}>{nameOf(equipmentStateNames[state])}</PhaseTag>
      </span>
      <span className={styles.due}>
        {warrantyUntil ? (
          <span className={inWarranty ? undefined : styles.quiet}>
            {t(inWarranty ? 'inWarranty' : 'outOfWarranty', { day: warrantyUntil })}
          </span>
        ) : (
          <span className={styles.quiet}>{t('noWarranty')}</span>
        )}
      </span>
    </li>
  )
}
