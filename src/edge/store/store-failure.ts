import { DubletteError } from '../../model/error.ts'

/** Class 08 and 57P are PostgreSQL's codes for a lost connection and a server that shuts down. */
const lost = /^(08|57P|ECONN|EPIPE)/

/** Class 53: the server lacks disk, memory or connections; 58: the system under it fails. No row is at fault. */
const short = /^(53|58)/

const words: Readonly<Record<string, string>> = { '53100': 'no space left on the disk of the store' }

/** An error of the store itself, whatever was asked of it; null for one that the asking caused. */
export function storeFailure(error: unknown): DubletteError | null {
  if (error instanceof DubletteError) return error.code === 'STORE_UNAVAILABLE' ? error : null
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string }
  if (short.test(code)) return new DubletteError('STORE_UNAVAILABLE', 'The store cannot go on.', { got: words[code] ?? `error ${code} of PostgreSQL`, next: 'Make room, or mend what PostgreSQL lacks, and start again.', cause: error })
  if (lost.test(code) || /Connection terminated|not queryable/.test(message)) return new DubletteError('STORE_UNAVAILABLE', 'The store went away.', { next: 'Start again; if it happens again, run `dublette doctor`.', cause: error })
  return null
}
