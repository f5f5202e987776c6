import { type Community, roleNames, type StaffMember } from '@sims/contracts/web'
import { useListed, useNames } from '@sims/ui'
import { Button } from 'antd'
import { skillNames } from '../../shared/skills.ts'
import styles from './staff.module.css'
import { useText } from './texts.ts'

interface StaffRowProps {
  member: StaffMember
  communities: readonly Community[]
  reset: (() => void) | undefined
}

export function StaffRow({ member, communities, reset }: StaffRowProps) {
  const t = useText()
  const nameOf = useNames()
  const listed = useListed()
  const placesOf = new Map<string, string[]>()
  for (const { role, communityId } of member.grants) {
    const community = communities.find(({ id }) => id === communityId)?.name
    const where = communityId === null ? t('everywhere') : community
    placesOf.set(role, [...(placesOf.get(role) ?? []), ...(where ? [where] : [])])
  }
  return (
    <tr className={member.leftOn ? styles.left : undefined}>
      <td>{member.employeeNumber}</td>
      <th scope="row">
        {member.name}
        {member.leftOn && <small> {t('left')}</small>}
      </th>
      <td>
        {[...placesOf].map(([role, where]) => (
          <div key={role}>
            {nameOf(roleNames[role as keyof typeof roleNames])} <small>{listed(where)}</small>
          </div>
        ))}
      </td>
      <td>{listed(member.skills.map((key) => nameOf(skillNames(key))))}</td>
      <td>{member.phone}</td>
      <td>{member.account}</td>
      <td className={styles.count}>{member.openOrders > 0 ? member.openOrders : ''}</td>
      {reset && (
        <td className={styles.actions}>
          {member.account && (
            <Button type="link" size="small" onClick={reset}>
              {t('reset')}
            </Button>
          )}
        </td>
      )}
    </tr>
  )
}
