import { newId } from '#kernel'
import { type Tx, unnested } from '#platform/db'
import type { Grant } from './policy.ts'

export interface NewStaff {
  id: string
  employeeNumber: string
  name: string
  phone: string | null
  email: string | null
  grants: readonly Grant[]
  skills: readonly string[]
}

/** Queues members of staff with their roles and skills: three statements however many they are. */
export function insertStaff(tx: Tx, staff: readonly NewStaff[], now: Date): void {
  tx.queue(
    `insert into staff (organization_id, id, employee_number, name, phone, email, created_at)
     select $1, r.id, r.employee_number, r.name, r.phone, r.email, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[]) r (id, employee_number, name, phone, email)`,
    [
      tx.organizationId,
      now,
      ...unnested(
        staff,
        (s) => s.id,
        (s) => s.employeeNumber,
        (s) => s.name,
        (s) => s.phone,
        (s) => s.email,
      ),
    ],
  )
  const grants = staff.flatMap((s) => s.grants.map((grant) => ({ ...grant, staffId: s.id, id: newId(now.getTime()) })))
  tx.queue(
    `insert into role_grant (organization_id, id, staff_id, role, community_id)
     select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) r`,
    [
      tx.organizationId,
      ...unnested(
        grants,
        (g) => g.id,
        (g) => g.staffId,
        (g) => g.role,
        (g) => g.communityId,
      ),
    ],
  )
  const skills = staff.flatMap((s) => s.skills.map((skill) => ({ staffId: s.id, skill })))
  tx.queue(
    `insert into staff_skill (organization_id, staff_id, skill) select $1, r.* from unnest($2::uuid[], $3::text[]) r`,
    [
      tx.organizationId,
      ...unnested(
        skills,
        (s) => s.staffId,
        (s) => s.skill,
      ),
    ],
  )
}
