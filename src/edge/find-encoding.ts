import { isUtf8 } from 'node:buffer'
import { createRequire } from 'node:module'
import type { Encoding } from '../1-ingest/mapping.ts'

/** The tables of encodings are loaded for the files that need them; most do not. */
const require = createRequire(import.meta.url)
export const encodings = (): typeof import('iconv-lite') => require('iconv-lite') as typeof import('iconv-lite')

/**
 * UTF-16 and UTF-8 by their byte order marks; else UTF-8 where nearly all of the file is valid, so that a few broken
 * bytes cost their rows and not the umlauts of all others; else Windows-1252, whose first half is also ISO-8859-1.
 */
export function findEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (isUtf8(bytes)) return 'utf-8'
  let sequences = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!
    if (byte < 0x80) continue
    const follow = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
    let whole = follow > 0
    for (let n = 1; n <= follow && whole; n += 1) whole = (bytes[at + n]! & 0xc0) === 0x80
    if (whole) { sequences += 1; at += follow } else broken += 1
  }
  return sequences >= 4 * broken ? 'utf-8' : 'windows-1252'
}
