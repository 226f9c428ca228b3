/** A worker file of the build, by its path there: compiled code stands in the same tree; where this file itself was not compiled (tests), the one that the build made. */
export function workerFile(path: string): URL {
  return new URL(import.meta.url.endsWith('.ts') ? `../../dist/${path}` : `../../${path}`, import.meta.url)
}
