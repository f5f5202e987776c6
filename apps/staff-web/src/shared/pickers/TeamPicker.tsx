import { Select } from 'antd'
import { useSharedText } from '../texts.ts'
import { useStaff } from './use-staff.ts'

interface TeamPickerProps {
  id?: string
  value?: string
  onChange?: (teamId: string) => void
  communityId?: string
}

/** Picks one of the teams to which the community's staff belong. */
export function TeamPicker({ id, value, onChange, communityId }: TeamPickerProps) {
  const t = useSharedText()
  const staff = useStaff(communityId)
  const teams = new Map(staff.items.flatMap((member) => member.teams.map((team) => [team.id, team.name] as const)))
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      placeholder={t('choose')}
      loading={staff.isFetching}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...teams].map(([key, label]) => ({ value: key, label }))}
    />
  )
}
