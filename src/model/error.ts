import type { ErrorCode } from './error-codes.ts'
import { errorCodes } from './error-codes.ts'

/** Where something was found: a system, an export file, a line (1-based, the first line of a row) and a column header. */
export type Where = { readonly system?: string; readonly file?: string; readonly line?: number; readonly column?: string }

type Details = { readonly got?: string; readonly expected?: string; readonly where?: Where; readonly next?: string; readonly cause?: unknown }

/**
 * A failed operation. Says what is wrong, what was expected, what was found, where, and what to do next.
 * The texts hold no personal data: they reach terminals and logs.
 */
export class DubletteError extends Error {
  readonly code: ErrorCode
  readonly exitCode: number
  readonly got: string | undefined
  readonly expected: string | undefined
  readonly where: Where | undefined
  readonly next: string

  constructor(code: ErrorCode, what: string, details: Details = {}) {
    super(what, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'DubletteError'
    this.code = code
    this.exitCode = errorCodes[code].exitCode
    this.got = details.got ?? systemWords(details.cause)
    this.expected = details.expected
    this.where = details.where
    this.next = details.next ?? errorCodes[code].next
  }
}

const systemCodes: Readonly<Record<string, string>> = { ENOENT: 'no such file or folder', EACCES: 'no permission', EPERM: 'no permission', EISDIR: 'a folder', ENOTDIR: 'a file where a folder should be', ENOSPC: 'no space left', EROFS: 'a disk that can only be read', EMFILE: 'too many open files' }

/** What the system says, where it is to blame. */
function systemWords(cause: unknown): string | undefined {
  const { code } = (cause ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && Object.hasOwn(systemCodes, code) ? `${systemCodes[code]} (${code})` : undefined
}

/** An error as plain values, for the way between threads; `undefined` for anything but an error of ours. */
export type ErrorParts = { readonly code: ErrorCode; readonly message: string } & Details

export function errorParts(error: unknown): ErrorParts | undefined {
  if (!(error instanceof DubletteError)) return undefined
  const { code, message, got, expected, where, next } = error
  return { code, message, next, ...(got === undefined ? {} : { got }), ...(expected === undefined ? {} : { expected }), ...(where === undefined ? {} : { where }) }
}

/** `members.csv:12, column "Geburtstag"`. */
export function whereWords(where: Where): string {
  const place = [where.file, where.line].filter((part) => part !== undefined).join(':')
  const parts = [place || where.system, where.column === undefined ? undefined : `column "${where.column}"`]
  return parts.filter((part) => part !== undefined).join(', ')
}

/** The lines a person reads on the terminal. */
export function errorLines(error: DubletteError): readonly string[] {
  const lines = [`${error.code}: ${error.message}`]
  if (error.where) lines.push(`  where:    ${whereWords(error.where)}`)
  if (error.got !== undefined) lines.push(`  got:      ${error.got}`)
  if (error.expected !== undefined) lines.push(`  expected: ${error.expected}`)
  lines.push(`  next:     ${error.next}`)
  return lines
}
