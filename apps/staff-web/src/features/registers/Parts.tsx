import { moneyText, type RegisteredPart } from '@sims/contracts/web'
import { PhaseTag } from '@sims/ui'
import { Link, useLocation } from 'react-router'
import { useList } from '../../shared/api.ts'
import styles from '../../shared/list/desk.module.css'
import { Choice } from './Choice.tsx'
import { RegisterFrame, type RegisterListProps, useFilters } from './RegisterList.tsx'
import own from './registers.module.css'
import { activeTone } from './registers.ts'
import { useText } from './texts.ts'

/** Parts: code, name, unit, note, whether they are still used, price of one. */
export function Parts(props: RegisterListProps) {
  const t = useText()
  const { get } = useFilters()
  const active = get('active')
  const list = useList('listParts', {
    q: get('q'),
    active: active === 'true' || active === 'false' ? active : undefined,
    limit: 50,
  })
  return (
    <RegisterFrame
      {...props}
      register="parts"
      list={list}
      headings={[t('code'), t('unit'), t('name'), t('note'), t('state'), t('price')]}
      filters={
        <Choice
          name="active"
          all={t('allStates')}
          options={[
            { value: 'true', label: t('active_parts') },
            { value: 'false', label: t('inactive_parts') },
          ]}
        />
      }
      rows={list.items.map((one) => <Row key={one.id} one={one} open={one.id === props.openId} />)}
    />
  )
}

function Row({ one, open }: { one: RegisteredPart; open: boolean }) {
  const t = useText()
  const { search } = useLocation()
  return (
    <li className={open ? `${styles.row} ${styles.opened}` : styles.row}>
      <Link
        data-row
        className={`${styles.link} ${styles.number}`}
        to={{ pathname: `/registers/parts/${one.id}`, search }}
        aria-current={open ? 'true' : undefined}
      >
        {one.code}
      </Link>
      <span className={styles.category}>{one.unit}</span>
      <span className={styles.place}>{one.name}</span>
      <span className={styles.description}>{one.note}</span>
      <span className={styles.phase}>
        <PhaseTag phase={activeTone(one.active)}>{t(one.active ? 'active_parts' : 'inactive_parts')}</PhaseTag>
      </span>
      <span className={`${styles.due} ${own.money}`}>{moneyText(one.price)}</span>
    </li>
  )
}
