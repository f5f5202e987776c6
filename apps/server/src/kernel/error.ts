/** One faulty input field. `path` is dotted (`form.urgency`, `items.3.name`); `code` is looked up in the error texts. */
export type FieldFault = { path: string; code: string; params?: Record<string, unknown> }

/**
 * The only error that domain code throws on purpose. The door (HTTP, job, import) turns it into problem+json by its
 * code; its kind (invalid, forbidden, conflict …) and its texts in both languages are catalogued in the contracts.
 * `params` may be shown to the caller: never put personal data or internals into it.
 */
export class DomainError extends Error {
  readonly code: string
  readonly params: Record<string, unknown>
  readonly fields: FieldFault[] | undefined

  constructor(code: string, params: Record<string, unknown> = {}, fields?: FieldFault[]) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.params = params
    this.fields = fields
  }
}
