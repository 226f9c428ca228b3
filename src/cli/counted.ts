/** A number with its noun, `1 merge` or `2 merges`; the plural of `entry` is named. */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${count} ${Number(count) === 1 ? one : many}`
}
