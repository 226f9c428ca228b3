/** A value as part of a key: case and width of spaces do not count. */
export function keyPart(value: unknown): string {
  return typeof value === 'string' ? value.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ') : ''
}
