import type { CurvePoint } from './pair-calibration.ts'

const WIDTH = 640
const HEIGHT = 320
const MARGIN = 44

/** The threshold curve as an SVG picture: precision and recall over the weight from which pairs count as links. */
export function curvePicture(points: readonly CurvePoint[]): string {
  const from = points[0]?.thresholdBits ?? 0
  const to = Math.max(from + 1, points.at(-1)?.thresholdBits ?? 1)
  const x = (bits: number): string => (MARGIN + ((bits - from) / (to - from)) * (WIDTH - 2 * MARGIN)).toFixed(1)
  const y = (share: number): string => (HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)).toFixed(1)
  const line = (valueOf: (point: CurvePoint) => number, colour: string): string => `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map((point) => `${x(point.thresholdBits)},${y(valueOf(point))}`).join(' ')}"/>`
  const shares = [0, 0.25, 0.5, 0.75, 1].map((share) => `<line x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="${y(share)}" y2="${y(share)}" stroke="#ddd"/><text x="${MARGIN - 6}" y="${y(share)}" text-anchor="end" dominant-baseline="middle">${share}</text>`)
  const bits = points.filter((point) => point.thresholdBits % 5 === 0).map(({ thresholdBits }) => `<text x="${x(thresholdBits)}" y="${HEIGHT - MARGIN + 16}" text-anchor="middle">${thresholdBits}</text>`)
  const zero = from <= 0 && to >= 0 ? `<line x1="${x(0)}" x2="${x(0)}" y1="${y(0)}" y2="${y(1)}" stroke="#888" stroke-dasharray="4 3"/>` : ''
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`, '<rect width="100%" height="100%" fill="#fff"/>',
    ...shares, ...bits, zero, line((point) => point.precision, '#0b62a4'), line((point) => point.recall, '#c2410c'),
    `<text x="${WIDTH - MARGIN}" y="${MARGIN - 24}" text-anchor="end" fill="#0b62a4">precision</text>`, `<text x="${WIDTH - MARGIN}" y="${MARGIN - 10}" text-anchor="end" fill="#c2410c">recall</text>`,
    `<text x="${WIDTH / 2}" y="${HEIGHT - 8}" text-anchor="middle">pairs count as links from this weight on, in bits</text>`, '</svg>', '',
  ].join('\n')
}
