import { type PlaceRowKind, SHEETS, type SheetFieldName } from '@sims/contracts'
import { changeOfTable, isCommunity, placeRows, placesOfTable, takenNames } from '#modules/estate'
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
  fixed: (before, field) => field === 'kind' && ['building', 'entrance', 'area'].includes(before.kind as string),
  identity: (values) => [values.community, ...path(values)].join('\n'),
  label: (values) => `${values.community} ${path(values).join('')}`.trim(),
  open(tx, _deps, run, now) {
    const table = placesOfTable(tx, run.id, now)
    return {
      ...table,
      current: (ids) => placeRows(tx, ids),
      async object(changes) {
        const objections = new Map<string, Objection<Field>>()
        for (const { id, before, values } of changes)
          if (isCommunity(before.kind) !== isCommunity(values.kind) || !samePart(before, values))
            objections.set(id, { field: 'kind', code: 'imports.fixedColumn' })
        for (const id of await takenNames(tx, changes)) objections.set(id, { field: 'name', code: 'imports.nameTaken' })
        return objections
      },
      change: (changes) => changeOfTable(tx, changes),
    }
  },
}

const path = ({ building, entrance, name }: Values<Field>) => [building, entrance, name].filter((one) => one !== null)

/** Whether two kinds are the same part of the tree: premises stay premises. */
const samePart = (before: Values<Field>, values: Values<Field>) =>
  ['building', 'entrance', 'area'].every((kind) => (before.kind === kind) === (values.kind === kind))
