import { ErrorNotice } from '@sims/ui'
import { useAnswer } from '../../api.ts'
import { Select } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'
import { useText } from '../texts.ts'

const everyone = { query: { limit: 100 } }

export function PersonControl({ field, label, value, onChange, fault }: ControlProps) {
  const t = useText()
  const staff = useAnswer('listColleagues')
  if (staff.error) return <ErrorNotice error={staff.error} retry={staff.refetch} />
  const choices = (staff.data?.items ?? []).map((one) => ({
    value: one.id,
    label: t('person', { name: one.name, orders: one.openOrders }),
  }))
  return <IdSelect {...{ field, label, value, onChange, fault, choices }} />
}

export function TeamControl({ field, label, value, onChange, fault }: ControlProps) {
  const staff = useAnswer('listStaff', everyone)
  if (staff.error) return <ErrorNotice error={staff.error} retry={staff.refetch} />
  const teams = new Map(staff.data?.items.flatMap((one) => one.teams.map((team) => [team.id, team.name])))
  const choices = Array.from(teams, ([id, name]) => ({ value: id, label: name }))
  return <IdSelect {...{ field, label, value, onChange, fault, choices }} />
}

interface IdSelectProps extends Pick<ControlProps, 'field' | 'label' | 'value' | 'onChange' | 'fault'> {
  choices: { value: string; label: string }[]
}

function IdSelect({ field, label, value, onChange, fault, choices }: IdSelectProps) {
  const t = useText()
  return (
    <Select
      label={label}
      required={field.required}
      fault={fault}
      value={typeof value === 'string' ? value : ''}
      choices={choices}
      empty={t('choose')}
      onChange={(id) => onChange(id || undefined)}
    />
  )
}
