import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../src/edge/version.ts'

/** One engine that reads a customer file and writes `id,cluster`. */
export interface Engine {
  readonly name: string
  /** Larger files are left out: the engine would take hours or more memory than there is. */
  readonly mostRecords: number
  /** Packages of its Python environment; none for dublette itself. */
  readonly packages: readonly string[]
  readonly command: (environment: string, records: string, clusters: string, truth: string) => readonly [command: string, ...args: string[]]
}

const peer = (script: string) => (environment: string, records: string, clusters: string, truth: string): readonly [string, ...string[]] => {
  const python = join(environment, 'bin', 'python')
  const path = join(packageFolder, 'bench', 'peers', script)
  // Only dedupe is shown the truth: it cannot work without answers to its questions.
  return script.startsWith('dedupe') ? [python, path, records, clusters, truth] : [python, path, records, clusters]
}

/** dublette and its peers, in the order in which they take turns. */
export const engines: readonly Engine[] = [
  { name: 'dublette', mostRecords: 10_000_000, packages: [], command: (_, records, clusters) => [join(packageFolder, 'bin', 'dublette.mjs'), 'match', records, '-o', clusters] },
  { name: 'splink', mostRecords: 1_000_000, packages: ['splink==5.0.0'], command: peer('splink_peer.py') },
  { name: 'recordlinkage', mostRecords: 100_000, packages: ['recordlinkage==0.16'], command: peer('recordlinkage_peer.py') },
  // dedupe took eleven minutes for 5,000 records, and more than 15 GB for 10,000; and it calls a method that BTrees 6.5 no longer has.
  { name: 'dedupe', mostRecords: 2_000, packages: ['dedupe==3.0.3', 'BTrees==6.1'], command: peer('dedupe_peer.py') },
]

/** The engine's Python environment below the folder, made once. Needs `python3` with venv and a package index. */
export function environmentOf(engine: Engine, folder: string): string {
  const environment = join(folder, 'python', engine.name)
  const ready = join(environment, 'ready')
  if (engine.packages.length === 0 || existsSync(ready)) return environment
  process.stderr.write(`Setting up ${engine.packages.join(', ')} …\n`)
  mkdirSync(join(folder, 'python'), { recursive: true })
  try {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: ['ignore', 2, 2] })
    execFileSync(join(environment, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...engine.packages], { stdio: ['ignore', 2, 2] })
  } catch {
    throw new Error(`${engine.name} could not be set up: python3 with its venv module and access to a package index are needed. Leave it out with --engines.`)
  }
  mkdirSync(ready)
  return environment
}
