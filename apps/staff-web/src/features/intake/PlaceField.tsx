import { type Customer, type Place, residencyKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Radio } from 'antd'
import { useEffect, useState } from 'react'
import { PlacePicker } from '../../shared/pickers/PlacePicker.tsx'
import { useText } from './texts.ts'

interface PlaceFieldProps {
  customer: Customer | undefined
  /** given by the form */
  value?: string
  onChange?: (placeId: string | undefined) => void
  /** what kind of place was chosen, so that only fitting categories are offered */
  onKind: (kind: Place['kind'] | undefined) => void
  /** the cascade has come to its end */
  done: () => void
}

const elsewhere = 'elsewhere'

/** One of the caller's premises at a key press, or any place by cascade. */
export function PlaceField({ customer, value, onChange, onKind, done }: PlaceFieldProps) {
  const t = useText()
  const nameOf = useNames()
  const homes = customer?.residencies.filter((home) => home.endedOn === null) ?? []
  const [other, setOther] = useState(homes.length === 0)
  const only = homes.length === 1 ? homes[0]?.premisesId : undefined
  useEffect(() => {
    if (!only) return
    onChange?.(only)
    onKind('premises')
  }, [only])
  return (
    <>
      {homes.length > 0 && (
        <Radio.Group
          value={other ? elsewhere : value}
          onChange={({ target }) => {
            const away = target.value === elsewhere
            setOther(away)
            onChange?.(away ? undefined : target.value)
            onKind(away ? undefined : 'premises')
          }}
        >
          {homes.map((home, index) => (
            // of several, the first is a key press away
            <Radio key={home.id} value={home.premisesId} autoFocus={only === undefined && index === 0}>
              {home.communityName} {home.premisesName}（{nameOf(residencyKindNames[home.kind])}
              {home.verifiedAt === null && `，${t('unverified')}`}）
            </Radio>
          ))}
          <Radio value={elsewhere}>{t('otherPlace')}</Radio>
        </Radio.Group>
      )}
      {other && (
        <PlacePicker
          value={value}
          onChange={(placeId, place) => {
            onChange?.(placeId)
            onKind(place?.kind)
            if (place?.hasChildren === false) done()
          }}
        />
      )}
    </>
  )
}
