/**
 * Cycles of a directed graph, each as the list of its nodes in order (`["a", "b"]` for a → b → a), at least one per
 * strongly connected group. Empty for an acyclic graph. Depth-first search with an explicit path: the graphs have
 * some dozens of nodes.
 */
export function cycles(graph: ReadonlyMap<string, Iterable<string>>): string[][] {
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (node: string, path: string[]): void => {
    const at = path.indexOf(node)
    if (at >= 0) {
      found.push(path.slice(at))
      return
    }
    if (done.has(node)) return
    for (const next of graph.get(node) ?? []) visit(next, [...path, node])
    done.add(node)
  }
  for (const node of [...graph.keys()].sort()) visit(node, [])
  return found
}
