// Rules that a company changes itself: the life of their versions, the same for every kind.
export { ruleRoutes } from './routes.ts'
