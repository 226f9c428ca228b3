import type { Edges } from '../model/edges.ts'

/** A link between two records of one cluster. */
export type PathLink = { readonly left: number; readonly right: number; readonly weightMilliBits: number }

/**
 * The way from one record to another inside a cluster whose weakest link is the heaviest: links are taken from the
 * heaviest on until all are joined (Kruskal), and the tree's path is walked. Empty where no edges lead there.
 */
export function clusterPath(edges: Edges, members: ReadonlySet<number>, from: number, to: number): readonly PathLink[] {
  const tree = new Map<number, PathLink[]>()
  const group = new Map([...members].map((id) => [id, id]))
  const root = (id: number): number => { let at = id; while (group.get(at) !== at) at = group.get(at)!; return at }
  const add = (link: PathLink): void => { tree.set(link.left, [...(tree.get(link.left) ?? []), link]) }
  for (const link of linksWithin(edges, members)) {
    if (root(link.left) === root(link.right)) continue
    group.set(root(link.left), root(link.right))
    add(link)
    add({ left: link.right, right: link.left, weightMilliBits: link.weightMilliBits })
  }
  const seen = new Set([from])
  const walk = (at: number): readonly PathLink[] | null => {
    if (at === to) return []
    for (const link of tree.get(at) ?? []) {
      if (seen.has(link.right)) continue
      seen.add(link.right)
      const rest = walk(link.right)
      if (rest) return [link, ...rest]
    }
    return null
  }
  return walk(from) ?? []
}

function linksWithin(edges: Edges, members: ReadonlySet<number>): readonly PathLink[] {
  const links: PathLink[] = []
  for (let edge = 0; edge < edges.count; edge += 1) {
    const left = edges.left[edge]!
    const right = edges.right[edge]!
    if (members.has(left) && members.has(right)) links.push({ left, right, weightMilliBits: edges.weightMilliBits[edge]! })
  }
  return links.sort((a, b) => b.weightMilliBits - a.weightMilliBits || a.left - b.left || a.right - b.right)
}
