/** A state, step or clock of a definition by its key; a clock may be named with a state in which it is wrong. */
export interface PicturePlace {
  state?: string | undefined
  step?: string | undefined
  clock?: string | undefined
}

export interface PictureFault {
  at: PicturePlace
  /** in the reader's language */
  message: string
}

/** What is said of each state and step. */
export function placeIn(faults: readonly PictureFault[]): {
  states: Map<string, string[]>
  steps: Map<string, string[]>
} {
  const states = new Map<string, string[]>()
  const steps = new Map<string, string[]>()
  const add = (to: Map<string, string[]>, key: string | undefined, message: string) => {
    if (key !== undefined) to.set(key, [...(to.get(key) ?? []), message])
  }
  for (const { at, message } of faults) {
    add(states, at.state, message)
    add(steps, at.step, message)
  }
  return { states, steps }
}
