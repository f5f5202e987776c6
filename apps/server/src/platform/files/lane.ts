/**
 * Runs one task at a time, in the order they come. A picture of 50 megapixels takes up to 200 MB while it is decoded:
 * two at once would be too many for a small machine.
 */
export function createLane(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const run = last.then(task, task)
    last = run.catch(() => undefined)
    return run
  }
}
