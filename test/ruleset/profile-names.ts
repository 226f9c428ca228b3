import { readdirSync } from 'node:fs'
import { rulesFolder } from '../../src/edge/rules-file.ts'

/** The shipped profiles, sorted. */
export const profileNames: readonly string[] = readdirSync(rulesFolder).filter((file) => file.endsWith('.yaml')).map((file) => file.replace('.yaml', '')).toSorted()
