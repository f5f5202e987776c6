import { z } from 'zod'
import { id } from './fields.ts'
import * as homes from './my-homes.ts'
import { invitationCreated } from './people.ts'
import * as residencies from './residencies.ts'

const byId = z.strictObject({ id })

/** What goes in and out of the operations by which residents bind themselves and each other to premises. */
export const myHomesOperations = {
  myHomes: { tag: 'homes', summary: 'My premises, and who else belongs to those I own', answer: homes.myHomes },
  claimable: { tag: 'homes', summary: 'Communities in which I can claim premises', answer: homes.claimable },
  claimPremises: {
    tag: 'homes',
    summary: 'Ask to be bound to premises, without an invitation',
    command: true,
    body: homes.claimPremises,
    answer: homes.myHomes,
  },
  inviteToHome: {
    tag: 'homes',
    summary: 'Invite family or a lessee to premises I own',
    command: true,
    body: homes.inviteToHome,
    answer: invitationCreated,
  },
  answerClaim: {
    tag: 'homes',
    summary: 'As the owner, agree to a person of my premises, or refuse',
    command: true,
    params: byId,
    body: residencies.verifyResidency,
    answer: homes.myHomes,
  },
  leaveHome: {
    tag: 'homes',
    summary: 'End a tie to premises: my own, or as the owner that of family or a lessee',
    command: true,
    params: byId,
    body: residencies.endResidency,
    answer: homes.myHomes,
  },
} as const
