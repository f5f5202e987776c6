import { type CreateRequest, UNNAMED, type Unnamed, unnamedNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Select } from 'antd'
import { useStaff } from '../../shared/pickers/use-staff.ts'
import styles from './intake.module.css'
import { useText } from './texts.ts'

interface ConcernedFieldProps {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
}

/** Whom a complaint is about: nobody in particular, a person without a name, or a member of staff by name. */
export function ConcernedField({ id, value, onChange }: ConcernedFieldProps) {
  const t = useText()
  const nameOf = useNames()
  const staff = useStaff()
  return (
    <>
      <Select
        id={id}
        className={styles.wide}
        placeholder={t('concernedNobody')}
        allowClear
        value={value}
        onChange={onChange}
        loading={staff.isFetching}
        showSearch={{ optionFilterProp: 'search' }}
        options={[
          ...UNNAMED.map((key) => ({
            value: key,
            label: nameOf(unnamedNames[key]),
            search: nameOf(unnamedNames[key]),
          })),
          ...staff.items.map(({ id: staffId, name, employeeNumber }) => ({
            value: staffId,
            label: name,
            search: `${name} ${employeeNumber}`,
          })),
        ]}
      />
      {value && <p className={styles.guidance}>{t(isUnnamed(value) ? 'unnamedHint' : 'concernedHint')}</p>}
    </>
  )
}

/** What the choice means for the server; undefined when nobody is concerned. */
export function concernedOf(value: string | undefined): CreateRequest['concerned'] {
  if (!value) return undefined
  return isUnnamed(value) ? { unnamed: value } : { staffId: value }
}

const isUnnamed = (value: string): value is Unnamed => (UNNAMED as readonly string[]).includes(value)
