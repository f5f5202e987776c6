import { communitiesForImport } from '#modules/estate'
import { historyRules } from '#modules/requests'
import { assertMay } from '#platform/access'
import { columnFaults } from '../columns.ts'
import { assertWholeCompany } from '../policy.ts'
import type { Subject } from '../subject.ts'
import { proposeMapping } from './propose.ts'
import { undoHistory } from './undo.ts'
import { openHistory } from './work.ts'

/**
 * Requests of another system. They are business data of the whole company: the system administrator does not see them,
 * and a manager of one community must not write into another's.
 */
export const history: Subject = {
  assertMay(actor) {
    assertMay(actor, 'imports.manage')
    assertWholeCompany(actor, 'imports.manage')
  },
  propose: (headers, { fileName }) => proposeMapping(headers, fileName),
  open: openHistory,
  undo: undoHistory,
  async faultsOf(tx, run, mapping, now) {
    if (mapping.subject !== 'history') throw new Error('a mapping of another subject')
    const [{ categories }, communities] = await Promise.all([
      historyRules(tx, mapping.kind, now),
      communitiesForImport(tx),
    ])
    const ids = new Set(communities.map((community) => community.id))
    const { columns } = mapping
    const faults = columnFaults(run.headers, columns)
    const fault = (path: string, code: string) => void faults.push({ path, code })
    if (!columns.reportedAt) fault('columns.reportedAt', 'fields.required')
    if (!columns.title && !columns.description) fault('columns.description', 'fields.required')
    if (!columns.community && !mapping.communityId) fault('communityId', 'fields.required')
    if (!columns.category && !mapping.category) fault('category', 'fields.required')
    const unknown = 'fields.unknownReference'
    if (mapping.communityId && !ids.has(mapping.communityId)) fault('communityId', unknown)
    if (mapping.category && !categories.has(mapping.category)) fault('category', unknown)
    for (const [value, id] of Object.entries(mapping.communities))
      if (!ids.has(id)) fault(`communities.${value}`, unknown)
    for (const [value, key] of Object.entries(mapping.categories))
      if (!categories.has(key)) fault(`categories.${value}`, unknown)
    return faults
  },
}
