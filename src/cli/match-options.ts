import type { Command } from 'commander'
import type { MatchFileOptions } from '../../pipelines/match.ts'
import { readModel } from '../edge/model-file.ts'
import { levelNames, type LevelName } from '../model/comparison.ts'
import { DubletteError } from '../model/error.ts'
import { MATCH_ROLES, type MatchRole } from '../model/match-role.ts'
import type { SetWeights } from '../model/set-weights.ts'
import { threadCount } from './options.ts'

/** What decides how the records of a customer file are read and matched: the same for every command that matches one. */
export type MatchOptions = { readonly id?: string; readonly map?: string; readonly model?: string; readonly never?: string; readonly always?: string; readonly setWeight?: readonly string[]; readonly threads?: string }

export function addMatchOptions(command: Command): Command {
  return command
    .option('--id <column>', 'column that holds the id')
    .option('--map <column=role,…>', 'roles of columns that were not recognised, or recognised wrongly')
    .option('--model <file>', 'use a model saved before instead of learning one')
    .option('--never <pairs.csv>', 'pairs of ids that are never one person')
    .option('--always <pairs.csv>', 'pairs of ids that are always one person')
    .option('--set-weight <comparison:level=bits...>', 'weights to use instead of those learned')
    .option('--threads <n>', 'worker threads; the result does not depend on it')
}

export function isAnyMatchOption({ id, map, model, never, always, setWeight, threads }: MatchOptions): boolean {
  return [id, map, model, never, always, setWeight, threads].some((option) => option !== undefined)
}

/** @throws DubletteError USAGE, MODEL_INVALID, FILE_MISSING */
export async function matchFileOptions(options: MatchOptions): Promise<Omit<MatchFileOptions, 'file'>> {
  return {
    ...(options.id === undefined ? {} : { idColumn: options.id }),
    ...(options.map === undefined ? {} : { map: readMap(options.map) }),
    ...(options.model === undefined ? {} : { model: await readModel(options.model) }),
    ...(options.never === undefined ? {} : { never: options.never }),
    ...(options.always === undefined ? {} : { always: options.always }),
    ...(options.setWeight === undefined ? {} : { setWeights: readSetWeights(options.setWeight) }),
    ...(options.threads === undefined ? {} : { threads: threadCount(options.threads) }),
  }
}

/** `email:exact=4.5` */
function readSetWeights(texts: readonly string[]): SetWeights {
  const weights: Record<string, Partial<Record<LevelName, number>>> = {}
  for (const text of texts) {
    const [, comparison, level, bits] = /^(.+):([a-z-]+)=(-?\d+(?:\.\d+)?)$/.exec(text) ?? []
    const name = levelNames.find((each) => each === level && each !== 'missing')
    if (comparison === undefined || name === undefined || Math.abs(Number(bits)) > 50) throw new DubletteError('USAGE', 'A part of --set-weight is not comparison:level=bits.', { got: `"${text}"`, expected: `a level among ${levelNames.slice(1).join(', ')}, and at most 50 bits either way: email:exact=4.5` })
    weights[comparison] = { ...weights[comparison], [name]: Number(bits) }
  }
  return weights
}

function readMap(text: string): Readonly<Record<string, MatchRole | 'ignored'>> {
  return Object.fromEntries(text.split(',').map((pair): [string, MatchRole | 'ignored'] => {
    const at = pair.lastIndexOf('=')
    const role = pair.slice(at + 1).trim()
    if (at < 1 || !([...MATCH_ROLES, 'ignored'] as readonly string[]).includes(role)) throw new DubletteError('USAGE', 'A part of --map is not column=role.', { got: `"${pair}"`, expected: `a role among ${[...MATCH_ROLES, 'ignored'].join(', ')}` })
    return [pair.slice(0, at).trim(), role as MatchRole | 'ignored']
  }))
}
