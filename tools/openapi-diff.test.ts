import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breakingChanges } from './openapi-diff.ts'

/** A small API; each test plants one change in a copy. */
const api = () => ({
  openapi: '3.1.0',
  paths: {
    '/requests': {
      get: {
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } }],
        responses: { 200: json({ type: 'object', properties: { items: { type: 'array', items: ref('Request') } } }) },
      },
      post: {
        requestBody: { required: true, ...json(ref('NewRequest')) },
        responses: { 201: json(ref('Request')), 409: json({ type: 'object' }) },
      },
    },
  } as Record<string, Record<string, unknown>>,
  components: {
    schemas: {
      Request: {
        type: 'object',
        required: ['id', 'phase'],
        properties: {
          id: { type: 'string' } as object,
          phase: { enum: ['new', 'accepted', 'settled'] } as object,
          parent: ref('Request') as object,
          rating: { type: ['integer', 'null'] } as object,
        } as Record<string, object>,
      },
      NewRequest: {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { enum: ['repair', 'report'] } as object,
          text: { type: 'string', maxLength: 2000 } as object,
        } as Record<string, object>,
      },
    },
  },
})
function json(schema: object) {
  return { content: { 'application/json': { schema } } }
}
function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` }
}
function changes(plant: (after: ReturnType<typeof api>) => void): string[] {
  const after = api()
  plant(after)
  return breakingChanges(api(), after)
}

test('nothing changed, and what only adds, breaks nobody', () => {
  assert.deepEqual(
    changes(() => {}),
    [],
  )
  const additions = changes(({ paths, components: { schemas } }) => {
    paths['/orders'] = { get: {} }
    schemas.Request.properties.floor = { type: 'string' }
    schemas.NewRequest.properties.place = { type: 'string' }
    schemas.NewRequest.properties.kind = { enum: ['repair', 'report', 'praise'] }
    schemas.NewRequest.properties.text = { type: 'string', maxLength: 4000 }
  })
  assert.deepEqual(additions, [])
})

const planted: [what: string, plant: (after: ReturnType<typeof api>) => void, found: string[]][] = [
  ['a path removed', ({ paths }) => delete paths['/requests'], ['GET /requests: removed', 'POST /requests: removed']],
  ['a method removed', ({ paths }) => delete paths['/requests']?.get, ['GET /requests: removed']],
  [
    'a property removed from a response',
    ({ components }) => delete components.schemas.Request.properties.rating,
    ['GET /requests 200.items[].rating: removed', 'POST /requests 201.rating: removed'],
  ],
  [
    'a property of a response that may be absent now',
    ({ components }) => components.schemas.Request.required.pop(),
    ['GET /requests 200.items[].phase: may now be absent', 'POST /requests 201.phase: may now be absent'],
  ],
  [
    'a new property that a request must have',
    ({ components: { schemas } }) => {
      schemas.NewRequest.required.push('place')
      schemas.NewRequest.properties.place = { type: 'string' }
    },
    ['POST /requests body.place: now required'],
  ],
  [
    'an enum narrowed',
    ({ components }) => (components.schemas.NewRequest.properties.kind = { enum: ['repair'] }),
    ['POST /requests body.kind: no longer report'],
  ],
  [
    'a changed type',
    ({ components }) => (components.schemas.NewRequest.properties.text = { type: 'number', maxLength: 2000 }),
    ['POST /requests body.text: type string → number'],
  ],
  [
    'a response that may be null now',
    ({ components }) => (components.schemas.Request.properties.id = { type: ['string', 'null'] }),
    ['GET /requests 200.items[].id: type string → string|null', 'POST /requests 201.id: type string → string|null'],
  ],
  [
    'a tighter limit',
    ({ components }) => (components.schemas.NewRequest.properties.text = { type: 'string', maxLength: 200 }),
    ['POST /requests body.text: maxLength 2000 → 200'],
  ],
  [
    'a new parameter that must be given',
    ({ paths }) =>
      (paths['/requests'] = {
        ...paths['/requests'],
        get: {
          ...(paths['/requests']?.get as object),
          parameters: [{ name: 'community', in: 'query', required: true, schema: { type: 'string' } }],
        },
      }),
    ['GET /requests query parameter community: now required', 'GET /requests query parameter limit: removed'],
  ],
]
for (const [what, plant, found] of planted)
  test(`catches ${what}`, () => {
    assert.deepEqual(changes(plant), found)
  })
