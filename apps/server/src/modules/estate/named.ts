import { statement, type Tx } from '#platform/db'

/** Premises as people name them: 3 or 3栋, 2 or 2单元, 1501 or 1501室. */
export interface NamedPremises {
  communityId: string
  building: string
  entrance?: string | undefined
  home: string
}

// without an entrance only premises of which there is one: with two, nobody can say which is meant
const named = statement(
  'estate_named',
  `select p.id from place p
   join place up on up.organization_id = p.organization_id and up.id = p.parent_id
   left join place b on b.organization_id = up.organization_id and b.id = up.parent_id
   where p.organization_id = $1 and p.community_id = $2 and p.kind = 'premises' and p.name = any($5)
     and case when up.kind = 'entrance' then b.name = any($3) and ($4::text[] is null or up.name = any($4))
       else up.name = any($3) and $4::text[] is null end
   limit 2`,
)
const every = statement(
  'estate_community_names',
  `select id, name from community where organization_id = $1
  order by name collate "zh-x-icu"`,
)

/** Names of all communities of the company, which are no secret. */
export const communityNames = (tx: Tx) => tx.query<{ id: string; name: string }>(every, [tx.organizationId])

/** The one home that is meant; undefined when there is none, or more than one. */
export async function premisesNamed(tx: Tx, { communityId, building, entrance, home }: NamedPremises) {
  const ways = (said: string, ...units: string[]) => {
    const name = said.replace(/\s/g, '')
    return [
      name,
      ...units.map((unit) => `${name}${unit}`),
      ...units.map((unit) => name.replace(new RegExp(`${unit}$`), '')),
    ]
  }
  const found = await tx.query<{ id: string }>(named, [
    tx.organizationId,
    communityId,
    ways(building, '栋', '号楼', '幢'),
    entrance?.trim() ? ways(entrance, '单元') : null,
    ways(home, '室', '号'),
  ])
  return found.length === 1 ? found[0]?.id : undefined
}
