import type { Command } from 'commander'

/** A file of this folder, and the commands that it adds. */
export interface CommandFile {
  readonly names: readonly string[]
  readonly load: () => Promise<(program: Command) => void>
}

/**
 * Every command, in the order in which `--help` lists them. Their files are loaded when they are asked for: all of them,
 * with the database and the rules behind them, take longer to load than ten thousand customers take to match.
 */
export const commands: readonly CommandFile[] = [
  { names: ['init'], load: async () => (await import('./init.ts')).addInit },
  { names: ['run'], load: async () => (await import('./run.ts')).addRun },
  { names: ['approve'], load: async () => (await import('./approve.ts')).addApprove },
  { names: ['apply', 'confirm'], load: async () => (await import('./apply.ts')).addApply },
  { names: ['verify'], load: async () => (await import('./verify.ts')).addVerify },
  { names: ['unmerge'], load: async () => (await import('./unmerge.ts')).addUnmerge },
  { names: ['repair'], load: async () => (await import('./repair.ts')).addRepair },
  { names: ['end'], load: async () => (await import('./end.ts')).addEnd },
  { names: ['explain'], load: async () => (await import('./explain.ts')).addExplain },
  { names: ['status'], load: async () => (await import('./status.ts')).addStatus },
  { names: ['match'], load: async () => (await import('./match.ts')).addMatch },
  { names: ['evaluate'], load: async () => (await import('./evaluate.ts')).addEvaluate },
  { names: ['model'], load: async () => (await import('./model.ts')).addModel },
  { names: ['rules'], load: async () => (await import('./rules.ts')).addRules },
  { names: ['store'], load: async () => (await import('./store.ts')).addStore },
  { names: ['doctor'], load: async () => (await import('./doctor.ts')).addDoctor },
  { names: ['demo'], load: async () => (await import('./demo.ts')).addDemo },
]
