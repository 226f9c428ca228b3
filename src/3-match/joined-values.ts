/** Numbers each combination of two values from 1 on, in the order in which they first come; 0 where either is 0. */
export function joinedValues(first: Int32Array, second: Int32Array): { readonly values: Int32Array; readonly count: number } {
  const values = new Int32Array(new SharedArrayBuffer(first.length * 4))
  let capacity = 16
  while (capacity < first.length * 2) capacity *= 2
  const slots = new Int32Array(capacity)
  const firstOf: number[] = [0]
  const secondOf: number[] = [0]
  for (let record = 0; record < first.length; record++) {
    const a = first[record]!
    const b = second[record]!
    if (a === 0 || b === 0) continue
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & (capacity - 1)
    while (slots[slot] !== 0 && (firstOf[slots[slot]!] !== a || secondOf[slots[slot]!] !== b)) slot = (slot + 1) & (capacity - 1)
    if (slots[slot] === 0) {
      slots[slot] = firstOf.length
      firstOf.push(a)
      secondOf.push(b)
    }
    values[record] = slots[slot]!
  }
  return { values, count: firstOf.length }
}
