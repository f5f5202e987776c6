import type { Place } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { useState } from 'react'
import { useAnswer } from '../api.ts'
import { Select } from '../ui/Field.tsx'
import styles from './PlacePicker.module.css'
import { useText } from './texts.ts'

interface PlacePickerProps {
  /** the deepest place chosen so far */
  onChange: (place: Place | null) => void
}

/** 小区 → 楼栋 → 单元 → 房屋 or a common area at any level, one choice after the other. */
export function PlacePicker({ onChange }: PlacePickerProps) {
  const t = useText()
  const communities = useAnswer('listCommunities')
  const [communityId, setCommunity] = useState('')
  const only = communities.data?.items.length === 1 ? communities.data.items[0]?.id : undefined
  const chosen = communityId || only || ''
  if (communities.error) return <ErrorNotice error={communities.error} retry={communities.refetch} />
  return (
    <div className={styles.columns}>
      {!only && (
        <Select
          label={t('community')}
          value={chosen}
          choices={(communities.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          empty={t('choose')}
          onChange={(id) => {
            setCommunity(id)
            onChange(null)
          }}
        />
      )}
      {chosen && <Column key={chosen} communityId={chosen} onChange={onChange} />}
    </div>
  )
}

interface ColumnProps extends PlacePickerProps {
  communityId: string
  parent?: Place
}

/** One column of the cascade and, below it, the next. */
function Column({ communityId, parent, onChange }: ColumnProps) {
  const t = useText()
  const [chosen, choose] = useState<Place | null>(null)
  const places = useAnswer('listPlaces', { query: { communityId, parentId: parent?.id } })
  if (places.error) return <ErrorNotice error={places.error} retry={places.refetch} />
  const items = places.data?.items ?? []
  if (places.data && items.length === 0) return null
  return (
    <>
      <Select
        label={t(labels[items[0]?.kind ?? 'area'])}
        value={chosen?.id ?? ''}
        choices={items.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t('choose')}
        disabled={places.isPending}
        onChange={(id) => {
          const place = items.find((item) => item.id === id) ?? null
          choose(place)
          onChange(place ?? parent ?? null)
        }}
      />
      {chosen?.hasChildren && <Column key={chosen.id} communityId={communityId} parent={chosen} onChange={onChange} />}
    </>
  )
}

const labels = { building: 'building', entrance: 'entrance', premises: 'premises', area: 'area' } as const
