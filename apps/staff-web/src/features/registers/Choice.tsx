import { Select } from 'antd'
import styles from '../../shared/list/desk.module.css'
import { useFilters } from './RegisterList.tsx'

interface ChoiceProps {
  /** in the address */
  name: string
  /** without a choice */
  all: string
  options: readonly { value: string; label: string }[]
}

/** One filter of a register. */
export function Choice({ name, all, options }: ChoiceProps) {
  const { get, put } = useFilters()
  return (
    <Select
      className={styles.filter}
      aria-label={all}
      placeholder={all}
      allowClear
      popupMatchSelectWidth={false}
      value={get(name)}
      options={[...options]}
      onChange={(value?: string) => put(name, value)}
    />
  )
}
