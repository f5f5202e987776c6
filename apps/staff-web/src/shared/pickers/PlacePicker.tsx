import type { Place } from '@sims/contracts/web'
import { Select } from 'antd'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { useSharedText } from '../texts.ts'
import styles from './pickers.module.css'

interface PlacePickerProps {
  id?: string
  value?: string
  /** the place chosen, or nothing while the cascade is not at a place that counts */
  onChange?: (placeId: string | undefined, place?: Place) => void
  /** fixes the community */
  communityId?: string
  /** only premises count, not a building or a common area */
  premisesOnly?: boolean
}

/** The cascade 小区 → 楼栋 / 公共区域 → 单元 → 房屋: type to narrow down, Enter to take, Tab to the next. */
export function PlacePicker({ id, value, onChange, communityId, premisesOnly = false }: PlacePickerProps) {
  const t = useSharedText()
  const communities = useApi('listCommunities', undefined, { enabled: !communityId, staleTime: 600_000 })
  const only = communities.data?.items.length === 1 ? communities.data.items[0]?.id : undefined
  const [chosen, setChosen] = useState<string>()
  const [path, setPath] = useState<Place[]>([])
  const community = communityId ?? chosen ?? only

  const clear = () => {
    // what was not yet chosen is not yet wrong
    if (value) onChange?.(undefined)
  }
  const choose = (level: number, place: Place | undefined) => {
    const next = place ? [...path.slice(0, level), place] : path.slice(0, level)
    setPath(next)
    const end = next.at(-1)
    const counts = end && (!premisesOnly || end.kind === 'premises')
    if (counts) onChange?.(end.id, end)
    else clear()
  }
  const open = path.filter((place) => place.hasChildren)
  const levels = community ? [undefined, ...open].slice(0, path.length + 1) : []
  return (
    <div className={styles.cascade}>
      {!communityId && (
        <Select
          id={id}
          aria-label={t('community')}
          placeholder={t('community')}
          value={community}
          loading={communities.isFetching}
          showSearch={{ optionFilterProp: 'label' }}
          options={communities.data?.items.map(({ id: value, name }) => ({ value, label: name }))}
          onChange={(value: string) => {
            setChosen(value)
            setPath([])
            clear()
          }}
        />
      )}
      {community &&
        levels.map((parent, level) => (
          <Level
            key={parent?.id ?? community}
            id={communityId && level === 0 ? id : undefined}
            communityId={community}
            parent={parent}
            autoFocus={level > 0 || chosen !== undefined}
            value={path[level]?.id}
            onChange={(place) => choose(level, place)}
          />
        ))}
    </div>
  )
}

interface LevelProps {
  id?: string
  communityId: string
  parent: Place | undefined
  /** each choice moves on to the next */
  autoFocus: boolean
  value: string | undefined
  onChange: (place: Place | undefined) => void
}

function Level({ id, communityId, parent, autoFocus, value, onChange }: LevelProps) {
  const t = useSharedText()
  const query = parent ? { communityId, parentId: parent.id } : { communityId }
  const places = useApi('listPlaces', { query }, { staleTime: 600_000 })
  const label = t(
    parent?.kind === 'entrance' ? 'premises' : parent?.kind === 'building' ? 'entrance' : parent ? 'place' : 'building',
  )
  return (
    <Select
      id={id}
      aria-label={label}
      autoFocus={autoFocus}
      placeholder={label}
      value={value}
      loading={places.isFetching}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={places.data?.items.map((place) => ({ value: place.id, label: place.name }))}
      onChange={(next: string | undefined) => onChange(places.data?.items.find((place) => place.id === next))}
    />
  )
}
