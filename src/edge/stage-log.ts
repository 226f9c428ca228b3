import type { Logger } from 'pino'
import type { StageCounts } from '../run/manifest.ts'
import { stopwatch } from './clock.ts'
import type { Progress } from './terminal.ts'

/** Times the stages of a run, shows them as progress, and gathers their counts for the manifest. */
export type StageLog = {
  readonly do: <T>(stage: string, words: string, work: () => T | Promise<T>, counts?: (result: T) => Readonly<Record<string, number>>) => Promise<T>
  readonly stages: readonly StageCounts[]
}

export function openStageLog(progress: Progress, log: Logger): StageLog {
  const stages: StageCounts[] = []
  return {
    stages,
    do: async (stage, words, work, counts) => {
      progress.step(`${stage} ${words}`)
      const elapsed = stopwatch()
      const result = await work()
      const entry: StageCounts = { stage, milliseconds: elapsed(), counts: counts?.(result) ?? {} }
      stages.push(entry)
      log.info(entry)
      return result
    },
  }
}
