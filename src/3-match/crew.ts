import { doMatchTask, type MatchContext, type MatchTask, type MatchTaskResult } from './match-task.ts'

/** Those who do the tasks: this thread alone, or several. The results stand in the order of the tasks. */
export interface Crew {
  readonly run: (context: MatchContext, tasks: readonly MatchTask[]) => Promise<readonly MatchTaskResult[]>
}

/** Does every task on this thread. */
export const SINGLE_THREAD: Crew = {
  run: (context, tasks) => Promise.resolve(tasks.map((task) => doMatchTask(context, task))),
}
