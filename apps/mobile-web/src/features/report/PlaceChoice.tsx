import type { Category, MyPlaces } from '@sims/contracts/web'
import { EmptyState } from '@sims/ui'
import { useState } from 'react'
import { FieldGroup, Select } from '../../shared/ui/Field.tsx'
import { Options, Tabs } from '../../shared/ui/Options.tsx'
import styles from './DetailsPage.module.css'
import { useText } from './texts.ts'

interface PlaceChoiceProps {
  category: Category
  places: MyPlaces
  value: string
  fault: string | undefined
  onChange: (placeId: string) => void
}

/** At home, which is filled in already, or in a common area of the community. */
export function PlaceChoice({ category, places, value, fault, onChange }: PlaceChoiceProps) {
  const t = useText()
  const kinds = category.places.filter((kind) => kind === 'area' || places.premises.length > 0)
  const inArea = places.areas.some((area) => area.id === value)
  const [kind, setKind] = useState(inArea ? 'area' : (kinds[0] ?? 'area'))
  if (kinds.length === 0) return <EmptyState title={t('noPlaces')} hint={t('noPlacesHint')} />
  const several = new Set(places.premises.map((place) => place.communityName)).size > 1
  const nameOf = (place: MyPlaces['areas'][number]) =>
    several ? `${place.communityName} ${place.fullName}` : place.fullName
  return (
    <FieldGroup label={t('where')} fault={kind === 'premises' ? fault : undefined}>
      <div className={styles.where}>
        {kinds.length > 1 && (
          <Tabs
            choices={[
              { value: 'premises', label: t('atHome') },
              { value: 'area', label: t('inArea') },
            ]}
            value={kind}
            onChange={(next) => {
              setKind(next as 'premises' | 'area')
              onChange(next === 'premises' ? (places.premises[0]?.id ?? '') : '')
            }}
          />
        )}
        {kind === 'premises' ? (
          <Options
            choices={places.premises.map((place) => ({ value: place.id, label: nameOf(place) }))}
            value={value}
            onChange={onChange}
          />
        ) : (
          <AreaCascade areas={places.areas} value={value} fault={fault} onChange={onChange} />
        )}
      </div>
    </FieldGroup>
  )
}

interface AreaCascadeProps {
  areas: MyPlaces['areas']
  value: string
  fault: string | undefined
  onChange: (placeId: string) => void
}

/** Community first where the resident has several, then the area. */
function AreaCascade({ areas, value, fault, onChange }: AreaCascadeProps) {
  const t = useText()
  const communities = [...new Map(areas.map((area) => [area.communityId, area.communityName]))]
  const here = areas.find((area) => area.id === value)?.communityId
  const [community, setCommunity] = useState(here ?? communities[0]?.[0] ?? '')
  return (
    <>
      {communities.length > 1 && (
        <Select
          label={t('community')}
          value={community}
          choices={communities.map(([id, name]) => ({ value: id, label: name }))}
          empty={t('choose')}
          onChange={(id) => {
            setCommunity(id)
            onChange('')
          }}
        />
      )}
      <Select
        label={t('area')}
        fault={fault}
        value={value}
        choices={areas
          .filter((area) => area.communityId === community)
          .map((area) => ({ value: area.id, label: area.fullName }))}
        empty={t('choose')}
        onChange={onChange}
      />
    </>
  )
}
