import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { testCluster } from '../apps/server/src/platform/postgres/testing.ts'
import { schemaTypes } from './schema-types.ts'

let client: pg.Client
const database = `schema_types_${process.pid}`

before(async () => {
  const superuser = await testCluster()
  const owner = new pg.Client(superuser)
  await owner.connect()
  await owner.query(`create database ${database}`)
  await owner.end()
  client = new pg.Client({ ...superuser, database })
  await client.connect()
  await client.query('create schema sims; set search_path = sims')
})
after(() => client.end())

test('a schema without a table is an error, not an empty file', async () => {
  await assert.rejects(schemaTypes(client), /was it migrated/)
})

test('reads every kind of column from a real schema', async () => {
  await client.query(`
    create type mood as enum ('glad', 'sad');
    create domain fen as bigint not null;
    create table water_meter (
      id uuid primary key,
      number bigint generated always as identity,
      price fen,
      factor numeric(8, 3),
      read_on date not null default '2026-01-01',
      read_at timestamptz,
      picture bytea not null,
      detail jsonb,
      tags text[] not null default '{}',
      moods mood[],
      twice integer generated always as (2) stored
    );
    create table reading (at timestamptz not null) partition by range (at);
    create table reading_default partition of reading default;
    create view meter_list as select id, mood 'glad' as mood from water_meter`)
  assert.equal(
    await schemaTypes(client),
    `// Written by \`npm run generate\` from the migrated database: change a migration, not this file.

/** Whoever reads JSON says what it is. */
export type JsonValue = unknown

export interface MeterListTable {
  id: string | null
  mood: 'glad' | 'sad' | null
}

export interface ReadingTable {
  at: Date
}

export interface WaterMeterTable {
  id: string
  number: number
  price: number
  factor: string | null
  read_on: string
  read_at: Date | null
  picture: Buffer
  detail: JsonValue
  tags: string[]
  moods: ('glad' | 'sad')[] | null
  twice: number | null
}

export interface Database {
  meter_list: MeterListTable
  reading: ReadingTable
  water_meter: WaterMeterTable
}

/** A row as a query answers it: \`Row<'service_request'>\`. */
export type Row<Table extends keyof Database> = Database[Table]
`,
  )
})

test('a type without a TypeScript type is an error', async () => {
  await client.query('create table place (at point)')
  await assert.rejects(schemaTypes(client), /no TypeScript type for place\.at of type point/)
})
