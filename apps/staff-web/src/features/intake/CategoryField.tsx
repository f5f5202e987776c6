import { type Category, type Place, requestKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Select } from 'antd'
import type { Ref } from 'react'
import { useApi } from '../../shared/api.ts'
import styles from './intake.module.css'
import { useText } from './texts.ts'

interface CategoryFieldProps {
  ref?: Ref<{ focus: () => void }>
  id?: string
  placeKind: Place['kind'] | undefined
  value?: string
  onChange?: (key: string) => void
  chosen: (category: Category) => void
}

const fen = (amount: number) => String(amount / 100)

/** A category by typing a part of its name; below it what the catalogue says to tell the customer at once. */
export function CategoryField({ ref, id, placeKind, value, onChange, chosen }: CategoryFieldProps) {
  const t = useText()
  const nameOf = useNames()
  const categories = useApi('listCategories', undefined, { staleTime: 600_000 })
  const where = placeKind && (placeKind === 'premises' ? 'premises' : 'area')
  const offered = categories.data?.items.filter((category) => !where || category.places.includes(where)) ?? []
  const now = offered.find((category) => category.key === value)
  return (
    <>
      <Select
        ref={ref as never}
        id={id}
        className={styles.wide}
        placeholder={t('categoryHint')}
        loading={categories.isFetching}
        showSearch={{ optionFilterProp: 'search' }}
        value={now?.key}
        onChange={(key: string) => {
          onChange?.(key)
          const category = offered.find((one) => one.key === key)
          if (category) chosen(category)
        }}
        options={offered.map((category) => ({
          value: category.key,
          label: nameOf(category.names),
          search: Object.values(category.names).join(' ').toLowerCase(),
          kind: nameOf(requestKindNames[category.kind]),
          urgent: category.urgent,
        }))}
        optionRender={({ data }) => (
          <span className={styles.option}>
            {data.label}
            <small>{data.kind}</small>
            {data.urgent && <em>{t('urgent')}</em>}
          </span>
        )}
      />
      {now && nameOf(now.guidance) && (
        <p className={styles.guidance}>
          {nameOf(now.guidance)} <Price category={now} />
        </p>
      )}
    </>
  )
}

function Price({ category: { priceFrom, priceTo } }: { category: Category }) {
  const t = useText()
  if (priceFrom === null) return null
  if (priceTo === null || priceTo === priceFrom) return t('priceFixed', { from: fen(priceFrom) })
  return t('price', { from: fen(priceFrom), to: fen(priceTo) })
}
