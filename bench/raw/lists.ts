/** The desk's filter sets as somebody would write them by hand: $1 organization, $2 owner, $3 now, $4 communities. */
const queues: Record<string, { where: string; order: string }> = {
  all: { where: 'true', order: 'r.created_at desc, r.id desc' },
  new: { where: "r.phase = 'new'", order: 'r.created_at desc, r.id desc' },
  mine: { where: 'r.first_contact_owner_id = $2 and r.settled_at is null', order: 'r.created_at desc, r.id desc' },
  overdue: { where: 'r.next_due_at < $3', order: 'r.next_due_at, r.id' },
  toSettle: { where: "r.phase = 'feedback'", order: 'r.created_at desc, r.id desc' },
}

/** The rows of one page and one more, in one statement that is planned once. */
export function listOf(queue: string, query: { organization: string; owner: string; communities?: string }) {
  const filter = queues[queue]
  if (!filter) throw new Error(`no queue ${queue}`)
  const { where, order } = filter
  const communities = query.communities?.split(',') ?? null
  const reach = communities ? 'and r.community_id = any($4::uuid[])' : ''
  const used = [query.organization, query.owner, new Date(), communities]
  return {
    name: `list ${queue} ${communities ? 'some' : 'all'}`,
    text: `select r.id, r.number, r.kind, r.category, r.category_version_id, r.definition_id, r.community_id,
        c.name as community_name, p.full_name as place_name, r.description, r.priority, r.state, r.phase, r.version,
        r.next_due_at, r.channel, r.created_at, r.settled_at
      from (select * from service_request r where r.organization_id = $1 and ${where} ${reach}
        and ($2::uuid is not null and $3::timestamptz is not null and ($4::uuid[] is null or true))
        order by ${order} limit 26) r
      join community c on c.organization_id = r.organization_id and c.id = r.community_id
      join place p on p.organization_id = r.organization_id and p.id = r.place_id
      order by ${order}`,
    values: used,
  }
}
