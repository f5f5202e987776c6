// Communities and the location tree: buildings, entrances, premises, common areas.
export { area, type BuildingShape, building, numbered } from './domain/buildings.ts'
export { compareNatural } from './domain/natural.ts'
export type { PlaceRow, PlaceSpec } from './domain/tree.ts'
export { type CommunityForImport, communitiesForImport, placesForImport } from './import.ts'
export { estateRoutes } from './routes.ts'
export { type CommunitySpec, createCommunityTree, type PlaceForRequest, placeForRequest } from './store.ts'
export { isCommunity, type PlaceOfTable, placesOfTable } from './table.ts'
export { allPlaces, changeOfTable, type PlaceChange, placeRows, takenNames } from './table-change.ts'
