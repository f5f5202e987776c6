// Equipment of the communities: what stands where, whose it is to look after, how long the maker answers for it.
export { enterEquipment } from './commands.ts'
export { assetRoutes } from './routes.ts'
