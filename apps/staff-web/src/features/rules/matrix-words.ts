import type { Words } from './kinds.tsx'
import { useText } from './texts.ts'

/** The matrix is compared row by row. */
export function useMatrixWords(): Words {
  const t = useText()
  return {
    label: (path) => {
      const row = path.split('.')[1]
      return row === undefined ? t('f_cells') : t('row', { name: t(`urgency_${Number(row) + 1}` as 'urgency_1') })
    },
    value: (_, value) => (Array.isArray(value) ? value.map((cell) => String(cell)).join('　') : String(value ?? '')),
  }
}
