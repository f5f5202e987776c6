/**
 * The idempotency key of a command on a record: the same content gives the same key, also after a reload, so a command
 * whose answer was lost on a poor line can be sent again without a second effect. Other content gives another key.
 */
export function commandKey(recordId: string, content: unknown): string {
  return `${recordId}:${digest(JSON.stringify(content))}`
}

/** FNV-1a twice, 64 bits as hex. Guards against accidents, not against malice: a key only ever meets its own account. */
function digest(text: string): string {
  const run = (seed: number) => {
    let hash = seed
    for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
    return hash.toString(16).padStart(8, '0')
  }
  return run(0x811c9dc5) + run(0x9747b28c)
}
