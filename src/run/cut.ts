/** Some values at a time, in their order. */
export function cut<T>(values: readonly T[], atATime: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / atATime) }, (_, part) => values.slice(part * atATime, (part + 1) * atATime))
}
