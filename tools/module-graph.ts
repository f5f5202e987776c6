/**
 * Which module may ask which other module (through its `index.ts`): the permitted edges, reviewed like a schema.
 *
 * Read `orders: ['requests']` as "orders may import modules/requests/index.ts". Every folder of
 * apps/server/src/modules stands here, a module that asks nobody with an empty list. The graph must be acyclic:
 * where two modules need each other, one of them tells by an event instead of asking.
 */
export const moduleGraph: Readonly<Record<string, readonly string[]>> = {
  assets: [],
  contractors: [],
  backups: [],
  customers: ['estate'],
  demo: ['assets', 'contractors', 'customers', 'duty', 'estate', 'orders', 'parts', 'requests', 'setup', 'staff'],
  duty: [],
  estate: [],
  imports: ['customers', 'estate', 'requests', 'staff'],
  orders: ['contractors', 'customers', 'parts', 'staff'],
  parts: [],
  requests: ['customers', 'estate', 'orders'],
  rules: ['staff'],
  setup: ['estate', 'staff'],
  staff: ['contractors'],
  statistics: [],
}
