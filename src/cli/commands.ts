import type { Command } from 'commander'
import { addApply } from './apply.ts'
import { addApprove } from './approve.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addEvaluate } from './evaluate.ts'
import { addExplain } from './explain.ts'
import { addInit } from './init.ts'
import { addMatch } from './match.ts'
import { addRepair } from './repair.ts'
import { addRules } from './rules.ts'
import { addRun } from './run.ts'
import { addStatus } from './status.ts'
import { addStore } from './store.ts'
import { addUnmerge } from './unmerge.ts'
import { addVerify } from './verify.ts'

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly ((program: Command) => void)[] = [addInit, addRun, addApprove, addApply, addVerify, addUnmerge, addRepair, addExplain, addStatus, addMatch, addEvaluate, addRules, addStore, addDoctor, addDemo]
