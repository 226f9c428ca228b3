import type { Command } from 'commander'
import { addDoctor } from './doctor.ts'
import { addEvaluate } from './evaluate.ts'
import { addMatch } from './match.ts'

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly ((program: Command) => void)[] = [addMatch, addEvaluate, addDoctor]
