/** Both pages of the report ask for the same list, so the second has it at once. */
export const repairs = { query: { kind: 'repair' } }
