import { relative, resolve, sep } from 'node:path'
import { neutralFiles, type Entity } from '../model/entity.ts'
import { DubletteError } from '../model/error.ts'
import { neutralEntity, proposeFile, type FileProposal, type WrittenForm } from '../1-ingest/propose-file.ts'
import { proposeSystems } from '../1-ingest/propose-systems.ts'
import { projectText, type ProjectText } from '../1-ingest/project-text.ts'
import { recogniseFile, type FileSample, type RecognisedEntity } from '../1-ingest/recognise-file.ts'
import { sampleFile } from './sample-file.ts'
import type { Progress } from './terminal.ts'

/** A proposal, and the files that it leaves out: empty ones, and those in which nothing was recognised. */
export type ProposedProject = ProjectText & { readonly files: readonly FileProposal[]; readonly empty: readonly string[]; readonly passedOver: readonly string[] }

type Sampled = { readonly sample: FileSample; readonly written: WrittenForm }

/**
 * Looks at export files and proposes a project for the folder.
 * @throws DubletteError FILE_MISSING; HEADER_UNKNOWN where no file holds customers.
 */
export async function proposeProject(paths: readonly string[], folder: string, language: 'de' | 'en', progress: Progress): Promise<ProposedProject> {
  const sampled: Sampled[] = []
  const empty: string[] = []
  for (const [n, path] of [...new Set(paths.map((each) => resolve(each)))].toSorted().entries()) {
    const name = relative(folder, path).split(sep).join('/')
    const read = await sampleFile(path, name)
    if (read === null) empty.push(name)
    else sampled.push(read)
    progress.at(n + 1, paths.length)
  }
  const first = sampled.flatMap((each) => proposalsOf(each, false))
  const files = first.some((file) => file.entity === 'customer') ? first : sampled.flatMap((each) => proposalsOf(each, true))
  if (!files.some((file) => file.entity === 'customer')) {
    throw new DubletteError('HEADER_UNKNOWN', 'In none of the files were customers recognised.', {
      got: sampled.map(({ sample }) => `${sample.file}: ${sample.header.join(', ')}`).join('; '), expected: 'a file with columns such as Vorname, Nachname, E-Mail or First name, Last name, Email', next: 'Write dublette.yaml by hand after docs/project-file.md.',
    })
  }
  const passedOver = sampled.map(({ sample }) => sample.file).filter((file) => !files.some((each) => each.sample.file === file))
  return { ...projectText(proposeSystems(files), language), files, empty, passedOver }
}

function proposalsOf({ sample, written }: Sampled, preferCustomer: boolean): readonly FileProposal[] {
  const neutral = written.delimiter === ',' ? neutralEntity(sample.header, namedNeutral(sample.file)) : undefined
  if (neutral !== undefined) {
    const columns = Object.fromEntries(sample.header.filter((header) => header !== 'system' && !header.startsWith('extra.')).map((header) => [header, header]))
    return [proposeFile(sample, written, { entity: neutral, columns, missing: [] }, new Set(), true)]
  }
  const found: readonly RecognisedEntity[] = recogniseFile(sample, preferCustomer)
  return found.map((each) => proposeFile(sample, written, each, new Set(found.flatMap((other) => Object.values(other.columns))), false))
}

function namedNeutral(file: string): Entity | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return (Object.keys(neutralFiles) as readonly Entity[]).find((entity) => neutralFiles[entity] === name)
}
