/** The fields of a form that are part of it as it is filled in: some are asked for only after a choice. */
export const shownFields = <F extends { when?: { field: string; in: readonly string[] } | undefined }>(
  form: readonly F[],
  values: Readonly<Record<string, unknown>>,
): F[] => form.filter(({ when }) => !when || when.in.includes(String(values[when.field] ?? null)))
