import { describe, expect, it } from 'vitest'
import { complaintOf } from '../../../src/edge/store/embedded-server.ts'

describe('what PostgreSQL complains of', () => {
  const check = (said: string, expected: string): void => expect(complaintOf(said)).toBe(expected)
  it('a full disk, not the tidying up behind it', () => check('running bootstrap script ... 2026-01-01 10:00:00.000 UTC [7] FATAL:  could not write to file "pg_wal/x": No space left on device\nchild process exited with exit code 1\ninitdb: removing data directory "/x"\n', 'FATAL:  could not write to file "pg_wal/x": No space left on device'))
  it('an error of the program itself', () => check('initdb: error: cannot be run as root\ninitdb: hint: Please log in\n', 'initdb: error: cannot be run as root'))
  it('else the last line', () => check('one\ntwo\n', 'two'))
})
