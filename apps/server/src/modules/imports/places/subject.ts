import { type PlaceRowKind, SHEETS, type SheetFieldName } from '@sims/contracts'
import { allPlaces, changeOfTable, isCommunity, placeRows, placesOfTable, takenNames } from '#modules/estate'
import { assertMay } from '#platform/access'
import { assertWholeCompany } from '../policy.ts'
import type { Objection, ReadCell, Sheet, Values } from '../sheet/sheet.ts'

type Field = SheetFieldName<'places'>

const LONGEST_FLOOR = 10

/** Square metres as a table writes them: 89.5, `89.50㎡`. */
const readArea: ReadCell = (text) => {
  const number = /^(\d{1,8}(?:\.\d{1,2})?)0*(?:㎡|m²|m2|平方米|平米)?$/i.exec(text.replaceAll(/[,，\s]/g, ''))?.[1]
  return number === undefined || Number(number) === 0
    ? { fault: 'imports.badArea' }
    : { value: Number(number).toFixed(2) }
}

const readFloor: ReadCell = (text) => {
  const value = text.normalize('NFKC').replaceAll(/\s|[层楼fF]$/g, '')
  return value.length > LONGEST_FLOOR ? { fault: 'imports.tooLong', params: { limit: LONGEST_FLOOR } } : { value }
}

/** The fields that a row of a kind needs and may have, beside community and kind. */
function shape(kind: PlaceRowKind): { needs: Field[]; may: Field[] } {
  if (isCommunity(kind)) return { needs: [], may: ['address', 'servicePhone'] }
  if (kind === 'building') return { needs: ['building'], may: [] }
  if (kind === 'entrance') return { needs: ['building', 'entrance'], may: [] }
  return { needs: ['name'], may: ['building', 'entrance', 'floor', 'area'] }
}

/** The location tree. A row is a community, a building, an entrance, premises or a common area. */
export const places: Sheet<Field> = {
  subject: 'places',
  recordKind: 'place',
  fields: SHEETS.places,
  assertMay(actor) {
    assertMay(actor, 'estate.import')
    assertWholeCompany(actor, 'estate.import')
  },
  examples: [
    { community: '安居花园', kind: 'residential', address: '杭州市西湖区文一路 1 号', servicePhone: '0571-88000000' },
    {
      community: '安居花园',
      building: '3栋',
      entrance: '2单元',
      name: '1501',
      kind: 'home',
      floor: '15',
      area: '89.50',
    },
    { community: '安居花园', building: '3栋', entrance: '2单元', name: '电梯厅', kind: 'area' },
    { community: '安居花园', name: 'B1-032', kind: 'parkingSpace', floor: 'B1', area: '12.50' },
  ],
  read: { area: readArea, floor: readFloor },
  judge(values) {
    const missing = (['community', 'kind'] as const).filter((field) => values[field] === null)
    const objections: Objection<Field>[] = missing.map((field) => ({ field, code: 'imports.empty' }))
    if (values.kind === null) return objections
    const { needs, may } = shape(values.kind as PlaceRowKind)
    for (const field of Object.keys(SHEETS.places) as Field[]) {
      if (field === 'community' || field === 'kind') continue
      if (needs.includes(field) && values[field] === null) objections.push({ field, code: 'imports.empty' })
      if (!needs.includes(field) && !may.includes(field) && values[field] !== null)
        objections.push({ field, code: 'imports.notForKind' })
    }
    if (values.entrance !== null && values.building === null && !needs.includes('building'))
      objections.push({ field: 'building', code: 'imports.empty' })
    return objections
  },
  // a home may become a shop, and a community change its kind; a building stays a building
  fixed: (before, field, value) => field === 'kind' && partOf(before.kind as string) !== partOf(value),
  identity: (values) => [values.community, ...path(values)].join('\n'),
  label: (values) => `${values.community} ${path(values).join('')}`.trim(),
  open(tx, _deps, run, now) {
    const table = placesOfTable(tx, run.id, now)
    return {
      ...table,
      all: () => allPlaces(tx),
      current: (ids) => placeRows(tx, ids),
      async object(changes) {
        const taken = await takenNames(tx, changes)
        return new Map([...taken].map((id) => [id, { field: 'name', code: 'imports.nameTaken' }]))
      },
      change: (changes) => changeOfTable(tx, changes),
    }
  },
}

const path = ({ building, entrance, name }: Values<Field>) => [building, entrance, name].filter((one) => one !== null)

/** Which part of the tree a kind is. */
function partOf(kind: string): string {
  if (isCommunity(kind)) return 'community'
  return ['building', 'entrance', 'area'].includes(kind) ? kind : 'premises'
}
