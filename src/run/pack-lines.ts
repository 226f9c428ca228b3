/** Lines with their line breaks as UTF-8, and the bytes of each. */
export type PackedLines = { readonly bytes: Uint8Array; readonly lengths: readonly number[] }

export function packLines(lines: readonly string[]): PackedLines {
  // No UTF-16 unit takes more than three bytes.
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + 3 * line.length + 1, 0))
  const lengths: number[] = []
  const encoder = new TextEncoder()
  let at = 0
  for (const line of lines) {
    const { written } = encoder.encodeInto(line, bytes.subarray(at))
    bytes[at + written] = 10
    lengths.push(written + 1)
    at += written + 1
  }
  return { bytes: bytes.slice(0, at), lengths }
}
