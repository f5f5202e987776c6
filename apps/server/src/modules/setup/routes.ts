import type { Http } from '#platform/http'
import { foundOrganization, type SetupDeps, setupNeeded } from './found.ts'

/** The first-run wizard over HTTP; open, because nobody has an account yet. */
export function setupRoutes(http: Http, deps: SetupDeps): void {
  http.on('setupState', async () => ({ needed: await setupNeeded(deps.db) }))
  http.on('setup', async ({ body, now }) => ({ logins: await foundOrganization(deps, body, now) }))
}
