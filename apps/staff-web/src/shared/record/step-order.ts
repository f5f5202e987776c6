import { type AllowedStep, type ProcessPicture, VERBS, type Verb } from '@sims/contracts/web'

/** Steps that undo or end something: shown last, in the colour of danger, and asked about before they are taken. */
export const dangerous: readonly Verb[] = ['return', 'merge', 'withdraw', 'cancel', 'forceClose']
const aside: readonly Verb[] = ['urge', 'transfer', 'suspend', 'rework', 'reopen', ...dangerous]

/** Somebody waits for the reader's word: shown first. */
const awaited: readonly Verb[] = ['respond', 'issuePermit']

export interface OrderedStep {
  step: AllowedStep
  /** leads on to another state, on the straight way */
  onward: boolean
}

/**
 * The allowed steps in the order of their buttons: what leads on first, the furthest before the nearer, then what
 * stays where the record is, then what leads aside.
 */
export function orderSteps(
  allowed: readonly AllowedStep[],
  picture: ProcessPicture | undefined,
  state: string,
): OrderedStep[] {
  const leadsOn = (step: AllowedStep) => {
    if (aside.includes(step.verb)) return false
    // the picture draws only steps that change the state
    return !picture || picture.steps.some(({ key, to }) => key === step.key && to !== state)
  }
  const rank = (step: AllowedStep) => {
    if (awaited.includes(step.verb)) return -VERBS.length - 1
    if (leadsOn(step)) return -VERBS.indexOf(step.verb)
    return 100 + aside.indexOf(step.verb)
  }
  return [...allowed].sort((a, b) => rank(a) - rank(b)).map((step) => ({ step, onward: leadsOn(step) }))
}
