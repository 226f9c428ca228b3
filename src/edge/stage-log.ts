import type { Logger } from 'pino'
import type { StageCounts } from '../run/manifest.ts'
import { stopwatch } from './clock.ts'
import type { Progress } from './terminal.ts'

/** Times the stages of a run, shows them as progress, and gathers their counts for the manifest. */
export type StageLog = {
  /** Begins a stage; what it returns ends it. */
  readonly begin: (stage: string, words: string) => (counts: Readonly<Record<string, number>>) => void
  readonly do: <T>(stage: string, words: string, work: () => T | Promise<T>, counts?: (result: T) => Readonly<Record<string, number>>) => Promise<T>
  readonly stages: readonly StageCounts[]
}

export function openStageLog(progress: Progress, log: Logger): StageLog {
  const stages: StageCounts[] = []
  const begin: StageLog['begin'] = (stage, words) => {
    progress.step(`${stage} ${words}`)
    const elapsed = stopwatch()
    return (counts) => {
      const entry: StageCounts = { stage, milliseconds: elapsed(), counts }
      stages.push(entry)
      log.info(entry)
    }
  }
  return {
    stages, begin,
    do: async (stage, words, work, counts) => {
      const end = begin(stage, words)
      const result = await work()
      end(counts?.(result) ?? {})
      return result
    },
  }
}
