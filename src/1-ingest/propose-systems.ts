import { ownerPrefix } from '../model/entity.ts'
import { foldWords } from '../model/fold-text.ts'
import type { FileProposal } from './propose-file.ts'
import { textsOf } from './recognise-file.ts'

/** One system of a proposed project. */
export type SystemProposal = {
  readonly name: string
  readonly files: readonly FileProposal[]
  /** Where a file of holdings was put by its folder or for want of another, because no id tells. */
  readonly unsure: readonly string[]
}

/**
 * Groups files to systems. Each customer file opens a system, but for those that have the same header in the same
 * folder; every other file goes to the system whose customers it names most often.
 */
export function proposeSystems(files: readonly FileProposal[]): readonly SystemProposal[] {
  const systems: { files: FileProposal[]; unsure: string[] }[] = []
  for (const file of files.filter((each) => each.entity === 'customer')) {
    const alike = systems.find((system) => system.files[0]!.sample.header.join('\u0001') === file.sample.header.join('\u0001') && folderOf(system.files[0]!) === folderOf(file))
    if (alike) alike.files.push(file)
    else systems.push({ files: [file], unsure: [] })
  }
  const customers = systems.map((system) => ({ system, known: knownOf(system.files) }))
  for (const file of files.filter((each) => each.entity !== 'customer')) {
    const shares = customers.map(({ system, known }) => ({ system, share: shareNamed(file, known), near: system.files.some((each) => each.sample.file === file.sample.file) ? 2 : folderOf(system.files[0]!) === folderOf(file) ? 1 : 0 }))
    const [best] = shares.toSorted((left, right) => right.share - left.share || right.near - left.near)
    if (best === undefined) continue
    best.system.files.push(file)
    if (best.share === 0 && systems.length > 1 && best.near === 0) best.system.unsure.push(file.sample.file)
  }
  const names = new Set<string>()
  return systems.map((system) => ({ name: nameOf(system.files[0]!, systems.length, names), ...system }))
}

function folderOf({ sample }: FileProposal): string {
  return sample.file.includes('/') ? sample.file.slice(0, sample.file.lastIndexOf('/')) : ''
}

type Known = Readonly<Record<string, ReadonlySet<string>>>

/** What customers can be named by: ids and e-mails. */
function knownOf(files: readonly FileProposal[]): Known {
  const texts = (name: string): ReadonlySet<string> => new Set(files.flatMap((file) => { const header = file.columns[name]; return header === undefined ? [] : textsOf(file.sample, header).map((text) => text.toLowerCase()) }))
  return { customer: texts('id'), [`${ownerPrefix}email`]: texts('email') }
}

function shareNamed(file: FileProposal, known: Known): number {
  const name = Object.keys(known).find((each) => each in file.columns)
  if (name === undefined) return 0
  const texts = textsOf(file.sample, file.columns[name]!)
  return texts.length === 0 ? 0 : texts.filter((text) => known[name]!.has(text.toLowerCase())).length / texts.length
}

/** A system is called after its folder where there are several, else after its customer file. */
function nameOf(file: FileProposal, systems: number, taken: Set<string>): string {
  const folder = folderOf(file)
  const base = file.sample.file.slice(folder === '' ? 0 : folder.length + 1).replace(/\.[^.]*$/, '')
  const slug = (text: string): string => foldWords(text).replaceAll(' ', '-').replaceAll(/[^a-z0-9-]/g, '').replace(/^[^a-z]+/, '')
  const wished = (systems > 1 && folder !== '' ? slug(folder.slice(folder.lastIndexOf('/') + 1)) : '') || slug(base) || 'system'
  let name = wished
  for (let n = 2; taken.has(name); n += 1) name = `${wished}-${n}`
  taken.add(name)
  return name
}
