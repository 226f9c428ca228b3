import type { ReportMerge } from '../7-review/report-document.ts'
import type { ReportHead, ReportRow, ReportTasks } from '../7-review/report-html.ts'

/** Where the page gets its content: the blocks of a file, or a server. */
export type ReportSource = {
  readonly head: ReportHead
  readonly merge: (row: ReportRow) => Promise<ReportMerge>
  readonly tasks: () => Promise<readonly ReportTasks[]>
}

/** Reads the blocks that stand in the page itself; each is unpacked when it is first asked for, and kept. */
export async function sourceFromPage(): Promise<ReportSource> {
  const opened = new Map<number, Promise<readonly ReportMerge[]>>()
  const blockOf = (number: number): Promise<readonly ReportMerge[]> => {
    const block = opened.get(number) ?? (unpack(`merges-${number}`) as Promise<readonly ReportMerge[]>)
    opened.set(number, block)
    return block
  }
  return {
    head: await unpack('head') as ReportHead,
    merge: async (row) => {
      const merge = (await blockOf(row.block)).find((each) => each.id === row.id)
      if (merge === undefined) throw new Error(`block ${row.block} does not hold ${row.id}`)
      return merge
    },
    tasks: async () => await unpack('tasks') as readonly ReportTasks[],
  }
}

async function unpack(id: string): Promise<unknown> {
  const text = document.getElementById(id)?.textContent
  if (text === undefined || text === null) throw new Error(`the page lacks its block ${id}`)
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json()
}
