import {
  API_PREFIX,
  type Client,
  type HistoryMapping,
  type ImportMapping,
  type ImportMode,
  type ImportRun,
  type ImportSubject,
  type Role,
} from '@sims/contracts'
import { newId } from '#kernel'
import { cellText, readTable } from '#platform/exchange'
import { clientOf, type TestCompany } from '../../../testing.ts'

/** Somebody who may import, and what they do at their screen. */
export interface Importer {
  api: Client
  /** sends a file and begins an import with it */
  begin(name: string, content: string | Buffer, subject?: ImportSubject, mode?: ImportMode): Promise<string>
  /** lets the jobs role do all there is to do */
  work(): Promise<void>
  get(id: string): Promise<ImportRun>
  /** checks with the proposed mapping and these changes of it */
  check(id: string, changes: Partial<HistoryMapping> | { columns?: object }): Promise<ImportRun>
  run(id: string): Promise<ImportRun>
  undo(id: string): Promise<ImportRun>
}

/** An executive of the whole company, signed in. */
export async function importer(company: TestCompany, role: Role = 'executive'): Promise<Importer> {
  const account = `importer.${role}`
  const grants = [{ role, communityId: null }]
  const body = { id: newId(), employeeNumber: account, name: '钱总', account, grants, skills: [] }
  const { password } = await company.staff.sysadmin('createStaff', { body })
  const { token = '' } = await clientOf(company.app)('signIn', { body: { account, password, mode: 'token' } })
  const changed = await clientOf(company.app, token)('changePassword', {
    body: { current: password, next: 'Qv7!8Kx2mWz4#Zk' },
  })
  const session = changed.token ?? token
  return importerAs(company, session)
}

/** Whoever holds this session. */
export function importerAs(company: TestCompany, session: string): Importer {
  const api = clientOf(company.app, session)
  const get = (id: string) => api('getImport', { params: { id } })
  const work = async () => {
    while (await company.app.workImports());
  }
  return {
    api,
    get,
    work,
    begin: async (name, content, subject, mode) => {
      const fileId = await upload(company, session, name, Buffer.from(content))
      const id = newId()
      await api('createImport', { body: { id, fileId, subject, mode } })
      return id
    },
    check: async (id, changes) => {
      const { mapping } = await get(id)
      await api('checkImport', { params: { id }, body: { ...mapping, ...changes } as ImportMapping })
      await work()
      return get(id)
    },
    run: async (id) => {
      await api('startImport', { params: { id } })
      await work()
      return get(id)
    },
    undo: async (id) => {
      await api('undoImport', { params: { id } })
      await work()
      return get(id)
    },
  }
}

/** The mapping of an import of history. */
export function historyOf({ mapping }: ImportRun): HistoryMapping {
  if (mapping.subject !== 'history') throw new Error(`an import of ${mapping.subject}`)
  return mapping
}

async function upload(company: TestCompany, token: string, name: string, bytes: Buffer): Promise<string> {
  const metadata = `filename ${Buffer.from(name).toString('base64')}`
  const answer = await company.app.http.app.inject({
    method: 'POST',
    url: `${API_PREFIX}/uploads`,
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': metadata,
      'content-type': 'application/offset+octet-stream',
    },
    payload: bytes,
  })
  if (answer.statusCode !== 201) throw new Error(`the upload was refused: ${answer.body}`)
  return (answer.json() as { id: string }).id
}

/** The rows of a workbook as texts, the headings first. */
export async function rowsOf(workbook: Uint8Array): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of readTable(Buffer.from(workbook))) rows.push(row.cells.map(cellText))
  return rows
}

/** A table as somebody saves it who has edited an export: quoted where it must be. */
export const csvOf = (rows: readonly (readonly (string | undefined)[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')

const quoted = (cell = '') => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
