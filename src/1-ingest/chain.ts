/** One issued change of a value, in the order of application. */
export type Change<Value> = { readonly key: string; readonly before: Value; readonly after: Value }

/**
 * Finds how far the exports are along a chain of issued changes. Where they show a value of the chain, the changes up to it
 * are confirmed and the end of the chain is the effective value; where they show another value, somebody changed it later
 * than we did and it stands.
 */
export function followChain<Value>(found: Value, changes: readonly Change<Value>[], same: (one: Value, other: Value) => boolean): { readonly value: Value; readonly confirmed: readonly string[] } {
  for (let index = changes.length - 1; index >= 0; index -= 1) {
    if (same(found, changes[index]!.after)) return { value: changes.at(-1)!.after, confirmed: changes.slice(0, index + 1).map((change) => change.key) }
  }
  if (changes.length > 0 && same(found, changes[0]!.before)) return { value: changes.at(-1)!.after, confirmed: [] }
  return { value: found, confirmed: changes.map((change) => change.key) }
}

export function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const lists = new Map<string, Item[]>()
  for (const item of items) {
    const list = lists.get(keyOf(item))
    if (list) list.push(item)
    else lists.set(keyOf(item), [item])
  }
  return lists
}
