import type { Command } from 'commander'
import { addApprove } from './approve.ts'
import { addDoctor } from './doctor.ts'
import { addEvaluate } from './evaluate.ts'
import { addExplain } from './explain.ts'
import { addMatch } from './match.ts'
import { addRun } from './run.ts'

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly ((program: Command) => void)[] = [addRun, addApprove, addExplain, addMatch, addEvaluate, addDoctor]
