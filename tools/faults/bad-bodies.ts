import { newId } from '../../apps/server/src/kernel/index.ts'
import type { Case } from './expect.ts'
import type { RawCall } from './raw.ts'
import { unless } from './report.ts'
import type { Stage } from './stage.ts'

const MB = 1_048_576
const REQUESTS = '/api/v1/service-requests'
/** outside the basic plane, joined, right to left, invisible, combining: all of it text */
const RARE = '𠮷野家😀👨‍👩‍👧‍👦 é e\u0301 שלום \u200b\u2028\ufeff ﷽ 龘𪚥'

/** Bodies that are wrong as a whole, and fields that are wrong one by one. */
export function badBodies(stage: Stage): Case[] {
  const [resident] = stage.residents
  const token = resident?.token as string
  const good = () => ({ id: newId(), category: 'waterLeak', placeId: stage.homeId, description: '厨房水管漏水' })
  const report = (more: object): RawCall => ({ path: REQUESTS, token, body: { ...good(), ...more } })
  const text = (body: string | Uint8Array, more: Partial<RawCall> = {}): RawCall => ({
    path: REQUESTS,
    token,
    body,
    ...more,
  })
  const nested = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000)
  const invalid = { status: 422, code: 'http.invalid' }
  const badJson = { status: 400, code: 'http.badJson' }
  const kept = (wanted: string): Pick<Case, 'status' | 'also'> => ({
    status: 201,
    also: async ({ body }) => {
      const { id } = body as { id: string }
      const { description } = (await resident?.api('getRequest', { params: { id } })) ?? {}
      const stored = await stage.look((client) =>
        client.query<{ same: boolean }>(
          `select convert_to(description, 'UTF8') = $2 as same from service_request where id = $1`,
          [id, Buffer.from(wanted)],
        ),
      )
      return unless(description === wanted && stored.rows[0]?.same === true, 'it did not come back as it went')
    },
  })
  return [
    { name: 'unknown fields', call: report({ price: 1, admin: true }), ...invalid, fields: [' fields.unknown'] },
    {
      name: 'wrong types, all told at once',
      call: report({ id: 7, category: [], placeId: null, description: {}, photos: 'none', occurredAt: 5 }),
      ...invalid,
      fields: [
        'category fields.type',
        'description fields.type',
        'id fields.type',
        'occurredAt fields.type',
        'photos fields.type',
        'placeId fields.type',
      ],
    },
    { name: 'fields that are missing', call: text('{}'), ...invalid },
    { name: 'an array instead of an object', call: text('[]'), ...invalid },
    { name: 'null instead of an object', call: text('null'), ...invalid },
    {
      name: 'blanks only',
      call: report({ description: ' \n\t　' }),
      ...invalid,
      fields: ['description fields.required'],
    },
    {
      name: 'a text of 8,001 characters',
      call: report({ description: '水'.repeat(8001) }),
      ...invalid,
      fields: ['description fields.tooLong'],
    },
    {
      name: 'a text of 8,000 characters is kept',
      call: report({ description: '龘'.repeat(8000) }),
      ...kept('龘'.repeat(8000)),
    },
    { name: 'NUL', call: report({ description: 'a\u0000bc' }), ...invalid, fields: ['description fields.nul'] },
    {
      name: 'a lone surrogate',
      call: report({ description: '漏水\ud83d' }),
      ...invalid,
      fields: ['description fields.surrogate'],
    },
    { name: 'emoji and rare characters are kept byte for byte', call: report({ description: RARE }), ...kept(RARE) },
    {
      name: 'bytes that are no UTF-8',
      call: text(
        Buffer.concat([Buffer.from(JSON.stringify(good()).slice(0, -2)), Buffer.from([0xff, 0xfe, 0x22, 0x7d])]),
      ),
      ...badJson,
    },
    { name: 'broken JSON', call: text('{"id": "x"'), ...badJson },
    { name: 'no body at all', call: { method: 'POST', path: REQUESTS, token }, ...invalid },
    { name: '__proto__', call: text('{"__proto__": {"kind": "repair"}}'), ...badJson },
    {
      name: 'a property of every object',
      call: report({ constructor: { prototype: {} } }),
      ...invalid,
      fields: [' fields.unknown'],
    },
    { name: '100,000 arrays in one another', call: text(`{"description": ${nested('[', ']')}}`), ...badJson },
    { name: '100,000 objects in one another', call: text(nested('{"a":', '}').replace('}', '1}')), ...badJson },
    { name: 'brackets within a text are no depth', call: report({ description: '['.repeat(5000) }), status: 201 },
    {
      name: '1,000,000 keys',
      call: text(`{${Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":1`).join()}}`),
      status: 413,
      code: 'http.bodyTooLarge',
    },
    {
      name: '80,000 keys within the limit of size',
      call: text(`{${Array.from({ length: 80_000 }, (_, n) => `"k${n}":1`).join()}}`),
      ...invalid,
    },
    {
      name: '400,000 faulty members of a list',
      call: report({ photos: Array.from({ length: 400_000 }, () => 1) }),
      ...invalid,
    },
    { name: '10 MB', call: report({ description: 'x'.repeat(10 * MB) }), status: 413, code: 'http.bodyTooLarge' },
    {
      name: '10 MB in chunks, without a length',
      call: { ...report({ description: 'x'.repeat(10 * MB) }), length: false },
      status: 413,
      code: 'http.bodyTooLarge',
    },
    {
      name: 'text/plain',
      call: text('hello', { headers: { 'content-type': 'text/plain' } }),
      status: 415,
      code: 'http.unsupportedType',
    },
    {
      name: 'a form',
      call: text('a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      status: 415,
      code: 'http.unsupportedType',
    },
    {
      name: 'no content type',
      call: text('{}', { headers: { 'content-type': '' } }),
      status: 415,
      code: 'http.unsupportedType',
    },
    {
      name: 'a packed body',
      call: text(Buffer.from('1f8b0800', 'hex'), { headers: { 'content-encoding': 'gzip' } }),
      status: [400, 415],
    },
    {
      name: 'a number too large for a column',
      call: report({ placeId: '00000000-0000-7000-8000-000000000000' }),
      ...invalid,
      fields: ['placeId fields.unknownReference'],
    },
    {
      name: 'a category that there is not',
      call: report({ category: "x' or 1=1 --" }),
      ...invalid,
      fields: ['category fields.unknownReference'],
    },
    { name: 'a time that there is not', call: report({ occurredAt: '2026-02-30T10:00:00Z' }), status: 422 },
    {
      name: 'a time in the year 9999',
      call: report({ occurredAt: '9999-12-31T23:59:59Z' }),
      status: 422,
      code: 'command.tooOld',
    },
    { name: 'a file that there is not', call: report({ photos: [newId()] }), status: 422, code: 'files.notAttachable' },
  ]
}
