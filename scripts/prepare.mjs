// Installs and builds what is missing, says so, and is silent when nothing is.
// Run before every npm script that needs it; plain JavaScript without packages, because none may be there yet.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const installedMarker = join(root, 'node_modules', '.dublette-installed')
const builtMarker = join(root, 'dist', '.dublette-built')
const builtFrom = ['src', 'pipelines', 'samples', 'bench', 'tsconfig.json', 'scripts', 'package-lock.json']

refuseOldNode()
installIfMissing()
if (!process.argv.includes('--install')) buildIfStale(process.argv.includes('--build'))

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  say(`Node ${process.versions.node} is too old: dublette needs Node 20.19 or newer. Install a newer Node and start again.`)
  process.exit(69)
}

function installIfMissing() {
  // A linked node_modules belongs to another checkout, which installs it; `npm ci` here would empty that one.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return
  const lockHash = hashFiles([join(root, 'package-lock.json')])
  if (readMarker(installedMarker) === lockHash) return
  say('Installing packages (once, about half a minute) …')
  // Development packages build and test the project, so they are asked for even under NODE_ENV=production.
  run('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(installedMarker, lockHash)
}

function buildIfStale(always) {
  const sourceHash = hashFiles(builtFrom.flatMap((path) => filesBelow(join(root, path))))
  if (!always && readMarker(builtMarker) === sourceHash) return
  say('Building (a few seconds) …')
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.json')])
  for (const config of [['scripts', 'bundle.config.mjs'], ['src', 'ui', 'vite.config.ts']]) {
    run(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', join(root, ...config), '--logLevel', 'warn'])
  }
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(builtMarker, sourceHash)
}

function run(command, args) {
  try {
    // Standard output belongs to the program that is started afterwards, so a build speaks on standard error only.
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  } catch (error) {
    say(`This step failed: ${command} ${args.join(' ')}`)
    process.exit(typeof error.status === 'number' && error.status > 0 ? error.status : 69)
  }
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  const found = []
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const inside = join(folder, entry.name)
      if (entry.isDirectory()) walk(inside)
      else if (/\.(ts|tsx|mjs|css|html|json)$/.test(entry.name)) found.push(inside)
    }
  }
  if (/\.[a-z]+$/.test(path)) return [path]
  walk(path)
  return found.sort()
}

function hashFiles(paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

function readMarker(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function say(text) {
  process.stderr.write(`dublette: ${text}\n`)
}
