import { type CreateRequest, UNNAMED, type Unnamed, unnamedNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { useAnswer } from '../../shared/api.ts'
import { FieldGroup } from '../../shared/ui/Field.tsx'
import { Options } from '../../shared/ui/Options.tsx'
import { useText } from './texts.ts'

interface ConcernedChoiceProps {
  value: string
  onChange: (value: string) => void
  fault: string | undefined
}

/** Whom a complaint is about, by free choice: those who have served the resident, or somebody without a name. */
export function ConcernedChoice({ value, onChange, fault }: ConcernedChoiceProps) {
  const t = useText()
  const nameOf = useNames()
  const servers = useAnswer('myServers')
  const choices = [
    { value: NOBODY, label: t('concernedNobody') },
    ...UNNAMED.map((key) => ({ value: key, label: nameOf(unnamedNames[key]) })),
    ...(servers.data?.items ?? []).map(({ id, name, categoryNames }) => ({
      value: id,
      label: t('concernedServer', { name, about: nameOf(categoryNames) }),
    })),
  ]
  return (
    <FieldGroup label={t('concerned')} required={false} hint={t('concernedHint')} fault={fault}>
      <Options choices={choices} value={value} onChange={onChange} />
    </FieldGroup>
  )
}

export const NOBODY = 'nobody'

/** What the choice means for the server; undefined when nobody is concerned. */
export function concernedOf(value: string): CreateRequest['concerned'] {
  if (value === NOBODY) return undefined
  return (UNNAMED as readonly string[]).includes(value) ? { unnamed: value as Unnamed } : { staffId: value }
}
