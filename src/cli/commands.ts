import type { Command } from 'commander'
import { addDoctor } from './doctor.ts'

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly ((program: Command) => void)[] = [addDoctor]
