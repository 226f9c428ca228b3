import { deflateRawSync } from 'node:zlib'
import { canonicalJson } from '../model/json.ts'
import type { ReportDocument, ReportMerge, ReportTask } from './report-document.ts'

/** One line of the page's list: enough to filter, sort and recognise a merge without opening its block. */
export type ReportRow = Pick<ReportMerge, 'id' | 'hash' | 'outcome' | 'decidedBy' | 'weakestLinkMilliBits' | 'moves'> & {
  /** The survivor's name, then the sources' (and where there are none, those left out). */
  readonly names: readonly string[]
  readonly ids: readonly string[]
  readonly refusals: readonly string[]
  /** Small letters: names, ids, e-mail addresses and phone numbers, for the text filter. */
  readonly find: string
  /** Two people may lift the denial: nothing in it is final, or must be resolved in the source's system first. */
  readonly liftable: boolean
  /** Which block holds the whole merge. */
  readonly block: number
}

/** The staff tasks of one merge, in their order. */
export type ReportTasks = { readonly merge: string; readonly outcome: ReportMerge['outcome']; readonly names: readonly string[]; readonly tasks: readonly ReportTask[] }

/** What the page reads first: the document with rows in place of merges. */
export type ReportHead = Omit<ReportDocument, 'merges'> & { readonly rows: readonly ReportRow[]; readonly taskCount: number }

/** Merges in one compressed block: opening a merge unpacks this many. */
const mergesPerBlock = 40

/** Where the built page takes in the data blocks. */
const placeholder = '<!--report-blocks-->'

/** Most bytes of a report file: what a mail or a ticket still takes, and what a browser opens at once. */
export const reportByteLimit = 20_000_000

const searchedFields = ['email', 'phone', 'mobile', 'customerNumber', 'city', 'birthDate']

/**
 * The parts of `report.html`, to be written one after the other: the built page with the document in compressed blocks.
 * A block is base64, so nothing in it can be read as markup, whatever a customer calls himself.
 * Merges that do not fit into `byteLimit` are left out from the end, and the page says so.
 * (Text compressed by another zlib may differ in bytes; the document it holds does not.)
 */
export function* reportHtml(template: string, document: ReportDocument, byteLimit: number = reportByteLimit): Generator<string> {
  const at = template.indexOf(placeholder)
  if (at < 0) throw new Error(`the page's template must hold ${placeholder}; build it again`)
  const blocks: string[] = []
  // The head with its rows and the task list grow with the merges, so half of the limit is theirs.
  let bytesLeft = byteLimit / 2 - template.length
  let shown = 0
  for (let start = 0; start < document.merges.length; start += mergesPerBlock) {
    const merges = document.merges.slice(start, start + mergesPerBlock)
    const block = dataBlock(`merges-${blocks.length}`, merges)
    bytesLeft -= block.length
    if (bytesLeft < 0) break
    blocks.push(block)
    shown += merges.length
  }
  const fitting = shown === document.merges.length ? document : cutTo(document, shown)
  yield template.slice(0, at)
  yield dataBlock('head', headOf(fitting))
  yield dataBlock('tasks', tasksOf(fitting))
  yield* blocks
  yield template.slice(at + placeholder.length)
}

/** The document without the merges from `count` on, with its counts and limits told anew. */
function cutTo(document: ReportDocument, count: number): ReportDocument {
  const merges = document.merges.slice(0, count)
  const outcomes = Object.fromEntries(Object.entries(document.outcomes).map(([outcome, { all }]) => [outcome, { all, shown: merges.filter((merge) => merge.outcome === outcome).length }])) as ReportDocument['outcomes']
  const cut = document.merges.length - count
  const leftOut = [...document.leftOut, {
    de: `${cut} weitere Zusammenführungen passten nicht in die Datei; sie stehen im Ordner des Laufs.`,
    en: `${cut} more merges did not fit into the file; they are in the run's folder.`,
  }]
  return { ...document, merges, outcomes, leftOut }
}

function headOf(document: ReportDocument): ReportHead {
  const { merges, ...rest } = document
  return { ...rest, rows: merges.map(rowOf), taskCount: merges.reduce((count, merge) => count + merge.tasks.length, 0) }
}

function rowOf(merge: ReportMerge, index: number): ReportRow {
  const names = merge.members.map((member) => member.name)
  const ids = merge.members.map((member) => member.id)
  const values = merge.fields.filter((each) => searchedFields.includes(each.field)).flatMap((each) => each.values.map(({ value }) => value ?? ''))
  return {
    id: merge.id, hash: merge.hash, outcome: merge.outcome, decidedBy: merge.decidedBy, weakestLinkMilliBits: merge.weakestLinkMilliBits, moves: merge.moves,
    names, ids,
    refusals: [...new Set(merge.refusals.map((each) => each.code))].toSorted(),
    liftable: merge.outcome === 'denied' && !merge.refusals.some((each) => each.severity === 'skip' || (each.severity === 'deny' && each.final)),
    find: [...new Set([...names, ...ids, ...values, merge.id])].join(' ').toLowerCase(),
    block: Math.floor(index / mergesPerBlock),
  }
}

function tasksOf(document: ReportDocument): readonly ReportTasks[] {
  return document.merges.filter((merge) => merge.tasks.length > 0)
    .map((merge) => ({ merge: merge.id, outcome: merge.outcome, names: merge.members.map((member) => member.name), tasks: merge.tasks }))
}

/** A value as an inert element: raw deflate, base64. */
function dataBlock(id: string, value: unknown): string {
  return `<script type="application/octet-stream" id="${id}">${deflateRawSync(canonicalJson(value)).toString('base64')}</script>\n`
}
