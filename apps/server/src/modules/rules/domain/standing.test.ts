import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inForce, possibleActions, standingOf, type Version } from './standing.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const on = (day: number) => new Date(Date.UTC(2026, 2, day))
const version = (n: number, status: Version['status'], from: Date | null = null): Version => ({
  id: `v${n}`,
  version: n,
  status,
  effectiveFrom: from,
})
const standings = (versions: Version[]) => versions.map((v) => standingOf(v, versions, NOW))

test('of the published versions the last to have taken effect is in force, whatever its number', () => {
  const versions = [
    version(5, 'draft'),
    version(4, 'published', on(9)),
    version(3, 'published', on(1)),
    version(2, 'published', on(2)),
    version(1, 'retired', on(1)),
  ]
  assert.deepEqual(standings(versions), ['draft', 'scheduled', 'superseded', 'inForce', 'retired'])
  assert.equal(inForce(versions, NOW)?.id, 'v2')
  assert.equal(inForce(versions, on(10))?.id, 'v4')
  assert.equal(inForce([version(1, 'draft')], NOW), undefined)
})

test('one version is worked on at a time', () => {
  const one = [version(1, 'published', on(1))]
  const able = (v: Version, all: Version[], needed = false) => possibleActions(v, all, { needed, now: NOW })
  assert.deepEqual(able(one[0] as Version, one), ['draft', 'retire'])
  const two = [version(2, 'review'), ...one]
  assert.deepEqual(able(two[1] as Version, two), ['retire'])
  assert.deepEqual(able(two[0] as Version, two), ['change', 'sendBack', 'publish', 'retire'])
})

test('what the company cannot do without never ends, its drafts may', () => {
  const versions = [version(2, 'draft'), version(1, 'published', on(1))]
  const able = (v: Version) => possibleActions(v, versions, { needed: true, now: NOW })
  assert.deepEqual(able(versions[1] as Version), [])
  assert.ok(able(versions[0] as Version).includes('retire'))
})

test('an ended rule begins again from its newest version only', () => {
  const versions = [version(2, 'retired', on(2)), version(1, 'retired', on(1))]
  const able = (v: Version) => possibleActions(v, versions, { needed: false, now: NOW })
  assert.deepEqual(versions.map(able), [['draft'], []])
})
