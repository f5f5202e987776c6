import { ApiError } from '@sims/contracts/web'

/** What the server found wrong with a field, as the property of the field that shows it; nothing when it is right. */
export const faultOf =
  (error: unknown) =>
  (path: string): { fault?: string } => {
    const fields = error instanceof ApiError ? (error.problem.fields ?? []) : []
    const found = fields.find((field) => field.path.endsWith(path))
    return found ? { fault: found.message } : {}
  }
