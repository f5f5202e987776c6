/** Counts and prints what held and what did not: one line each. */
export class Report {
  passed = 0
  failed = 0

  group(title: string): void {
    console.log(`\n${title}`)
  }

  /** @param faults what is wrong; nothing when it held */
  check(name: string, faults: readonly string[], note = ''): void {
    const shown = note === '' ? '' : ` (${note})`
    if (faults.length === 0) this.passed++
    else this.failed++
    console.log(`${faults.length === 0 ? '✔' : '✖'} ${name}${shown}`)
    for (const fault of faults.slice(0, 10)) console.log(`    ${fault}`)
    if (faults.length > 10) console.log(`    and ${faults.length - 10} more`)
  }

  note(text: string): void {
    console.log(`  ${text}`)
  }

  end(): boolean {
    console.log(`\n${this.passed} passed, ${this.failed} failed`)
    return this.failed === 0 && this.passed > 0
  }
}

/** `fault` when `held` is false. */
export const unless = (held: boolean, fault: string): string[] => (held ? [] : [fault])

/** The value below which `share` of the values lie; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}
