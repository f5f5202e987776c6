import { DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import type { Db } from '#platform/db'
import { type Http, textOf } from '#platform/http'
import { definitionById } from './definitions.ts'
import { exceptionsInForce } from './exceptions.ts'
import { drawingOf, presentPicture } from './picture.ts'
import { surroundings } from './surroundings.ts'
import { validateDefinition } from './validate/index.ts'

const TOLD = 200

export interface ProcessDeps {
  db: Db
  /** the kinds of notices that have a text */
  notices: ReadonlySet<string>
}

export function processRoutes(http: Http, { db, notices }: ProcessDeps): void {
  http.on('getProcess', async ({ actor, params }) => {
    assertMay(actor, 'process.read')
    const found = await db.read(actor.organizationId, (tx) => definitionById(tx, params.id))
    if (!found) throw new DomainError('http.notFound')
    return presentPicture(found, actor.kind === 'resident')
  })

  http.on('listExceptions', async ({ actor, now }) => {
    assertMay(actor, 'rules.read')
    return {
      items: await db.read(actor.organizationId, (tx) => exceptionsInForce(tx, now)),
      nextCursor: null,
    }
  })

  http.on('checkDefinition', async ({ actor, body: { definition }, now, locale }) => {
    assertMay(actor, 'rules.read')
    const known = await db.read(actor.organizationId, (tx) => surroundings(tx, now, notices))
    const { whole, faults } = validateDefinition(definition, known)
    return {
      drawing: drawingOf(definition),
      whole,
      faults: faults.slice(0, TOLD).map(({ path, code, params = {}, at }) => ({
        path,
        code,
        message: textOf(code, locale, params),
        at,
      })),
    }
  })
}
