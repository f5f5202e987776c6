import { type Tx, unnested } from '#platform/db'
import { gramsOf, normalized } from '#platform/search'

/**
 * Indexes the texts of some requests. The relay calls it after their creation, so that the create does not pay for an
 * index that is a third of its work; a request is found by its text within a second.
 */
export async function indexRequests(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string; description: string; place: string }>(
    `select r.id, r.description, p.full_name as place from service_request r
     join place p on p.organization_id = r.organization_id and p.id = r.place_id
     where r.organization_id = $1 and r.id = any($2)`,
    [tx.organizationId, ids],
  )
  const texts = rows.map((row) => ({ id: row.id, body: normalized(`${row.description} ${row.place}`) }))
  tx.queue(
    `insert into request_search (organization_id, request_id, grams, body)
     select $1, t.id, t.grams::integer[], t.body from unnest($2::uuid[], $3::text[], $4::text[]) t (id, grams, body)
     on conflict (organization_id, request_id) do update set grams = excluded.grams, body = excluded.body`,
    [
      tx.organizationId,
      ...unnested(
        texts,
        (t) => t.id,
        // an array of arrays would be flattened by unnest
        (t) => `{${gramsOf(t.body).join(',')}}`,
        (t) => t.body,
      ),
    ],
  )
}
