import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError, type FormField } from '@sims/contracts/web'
import { faultsOf, keyOf, missingOf } from './faults.ts'

const names = { 'zh-CN': '', en: '' }
const form: FormField[] = [
  { key: 'overall', type: 'rating', required: true, names },
  { key: 'text', type: 'longText', required: false, names },
  {
    key: 'checks',
    type: 'checklist',
    required: false,
    names,
    options: [
      { value: 'valve', names, mandatory: true },
      { value: 'clean', names },
    ],
  },
]

test('the key of a field is found in every way of writing its path', () => {
  for (const path of ['photos', 'input.photos', 'body.input.photos.0', '/input/photos/0', 'input.photos[2]'])
    assert.equal(keyOf(path), 'photos', path)
})

test('faults go to their fields and nowhere else', () => {
  const error = new ApiError({
    type: '',
    title: '',
    status: 400,
    code: 'http.invalid',
    detail: '',
    requestId: '',
    fields: [
      { path: 'input.overall', code: 'fields.required', message: '请填写此项。' },
      { path: 'version', code: 'fields.type', message: '类型不对。' },
    ],
  })
  assert.deepEqual(faultsOf(error, form), { overall: '请填写此项。' })
  assert.deepEqual(faultsOf(new TypeError('no line'), form), {})
})

test('what is required, and every mandatory tick, must be there', () => {
  const missing = (values: Record<string, unknown>) => missingOf(form, values).map((field) => field.key)
  assert.deepEqual(missing({}), ['overall', 'checks'])
  assert.deepEqual(missing({ overall: 5, checks: ['clean'] }), ['checks'])
  assert.deepEqual(missing({ overall: 5, text: '  ', checks: ['valve'] }), [])
})
