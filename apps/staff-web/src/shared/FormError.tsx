import { ApiError } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { lastPart } from './problem.ts'

interface FormErrorProps {
  error: unknown
  /** fields that show their own faults */
  fields: readonly string[]
}

/** What went wrong with a form beyond its fields; nothing when every fault already stands at its field. */
export function FormError({ error, fields }: FormErrorProps) {
  const isShown = (path: string) => fields.includes(lastPart(path))
  const faults = error instanceof ApiError ? (error.problem.fields ?? []) : []
  if (faults.length > 0 && faults.every(({ path }) => isShown(path))) return null
  return <ErrorNotice error={error} shownElsewhere={isShown} />
}
