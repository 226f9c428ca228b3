import { canonicalJson } from '../model/json.ts'

/** Lines with their line breaks as UTF-8, and the bytes of each. */
export type PackedLines = { readonly bytes: Uint8Array; readonly lengths: readonly number[] }

/** Takes lines one by one. */
export type LinePacker = { readonly add: (line: string) => void; readonly packed: () => PackedLines }

const firstBytes = 1 << 16
const lineFeed = 10

export function openLinePacker(): LinePacker {
  let bytes = Buffer.allocUnsafeSlow(firstBytes)
  let at = 0
  const lengths: number[] = []
  return {
    add: (line) => {
      // No UTF-16 unit takes more than three bytes.
      const most = at + 3 * line.length + 1
      if (most > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(2 * most)
        larger.set(bytes.subarray(0, at))
        bytes = larger
      }
      const written = bytes.write(line, at)
      bytes[at + written] = lineFeed
      lengths.push(written + 1)
      at += written + 1
    },
    packed: () => ({ bytes: new Uint8Array(bytes.subarray(0, at)), lengths }),
  }
}

export function packLines(lines: readonly string[]): PackedLines {
  const packer = openLinePacker()
  for (const line of lines) packer.add(line)
  return packer.packed()
}

/** Values as lines of canonical JSON. */
export function packJson(values: readonly unknown[]): PackedLines {
  return packLines(values.map(canonicalJson))
}
