import { type Role, roleNames, SKILLS, type StaffMember, type WorksFor } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Select } from 'antd'
import { useState } from 'react'
import { skillNames } from '../skills.ts'
import { useSharedText } from '../texts.ts'
import styles from './pickers.module.css'
import { useStaff } from './use-staff.ts'

interface StaffPickerProps {
  id?: string
  value?: string
  onChange?: (staffId: string) => void
  communityId?: string
}

/** The three administrators do no work on records. */
const administrators: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditAdministrator']

/** Picks a person of the community: those with a trade first, among them who has least in hand; can be narrowed. */
export function StaffPicker({ id, value, onChange, communityId }: StaffPickerProps) {
  const t = useSharedText()
  const nameOf = useNames()
  const [skill, setSkill] = useState<string>()
  const staff = useStaff(communityId, skill)
  const people = staff.items
    .filter((member) => !member.grants.some((grant) => administrators.includes(grant.role)))
    .sort((a, b) => Number(b.skills.length > 0) - Number(a.skills.length > 0) || a.openOrders - b.openOrders)
  const about = (member: StaffMember) => {
    const skills = member.skills.map((key) => nameOf(skillNames(key)))
    const roles = member.grants.map((grant) => nameOf(roleNames[grant.role]))
    return [...new Set(skills.length > 0 ? skills : roles)].join(' ')
  }
  return (
    <div className={styles.narrowed}>
      <Select
        id={id}
        value={value}
        onChange={onChange}
        placeholder={t('searchPerson')}
        loading={staff.isFetching}
        notFoundContent={staff.isFetching ? null : t('noPerson')}
        showSearch={{ optionFilterProp: 'search' }}
        options={people.map((member) => ({
          value: member.id,
          label: member.name,
          search: `${member.name} ${member.employeeNumber} ${about(member)} ${member.contractor?.name ?? ''}`,
          about: about(member),
          firm: member.contractor,
          hand: t('openOrders', { count: member.openOrders }),
        }))}
        optionRender={({ data }) => (
          <span className={styles.person}>
            <span>
              {data.label} <small>{data.about}</small>
              {data.firm && <Firm firm={data.firm} />}
            </span>
            <small>{data.hand}</small>
          </span>
        )}
      />
      <Select
        aria-label={t('skill')}
        placeholder={t('anySkill')}
        allowClear
        value={skill}
        onChange={setSkill}
        options={SKILLS.map((key) => ({ value: key, label: nameOf(skillNames(key)) }))}
      />
    </div>
  )
}

/** Whom somebody works for, with a warning where contract or qualification has run out. */
function Firm({ firm: { name, expired } }: { firm: WorksFor }) {
  const t = useSharedText()
  return (
    <small>
      {' '}
      {name} {expired && <em className={styles.expired}>{t('contractorExpired')}</em>}
    </small>
  )
}
