import type { Ink } from './ink.ts'

const degree = Math.PI / 180
/** Sheets are laid on the glass more askew than this only on purpose. */
const maxSkew = 15 * degree
/** Less than this much sharper is no finding. */
const clearly = 1.02

/** How the lines of a page run. */
export interface LineDirection {
  /** Lines run from top to bottom: the page lies on its side. */
  readonly sideways: boolean
  /** False where the other direction is nearly as likely. */
  readonly sure: boolean
  /** Radians by which lines fall towards their right end (or, sideways, as seen after a quarter turn clockwise). */
  readonly skew: number
}

/**
 * From projections: along the right angle, rows of text and the white between them differ most (Postl, "Detection of linear
 * oblique structures and skew scan in digitized documents", 1986). Upright and upside down look the same here.
 */
export function findLineDirection(ink: Ink): LineDirection {
  const points = inkPoints(ink)
  if (points.length < 100) return { sideways: false, sure: true, skew: 0 }
  const lying = bestAngle(points, ink.width, ink.height)
  const turned = bestAngle(quarterTurn(points, ink.height), ink.height, ink.width)
  const ratio = turned.sharpness / Math.max(1e-9, lying.sharpness)
  // One long edge, of a book or a frame, outweighs many lines.
  const sure = ratio < 0.6 || ratio > 2.5
  return ratio > 1.3 ? { sideways: true, sure, skew: turned.angle } : { sideways: false, sure, skew: lying.angle }
}

/** x and y, one after the other, of ink with paper below it or to its right: edges tell of lines, areas do not. */
function inkPoints({ width, height, dark }: Ink): Int32Array {
  const points: number[] = []
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      if (dark[y * width + x] === 1 && (dark[(y + 1) * width + x] === 0 || dark[y * width + x + 1] === 0)) points.push(x, y)
    }
  }
  return Int32Array.from(points)
}

function quarterTurn(points: Int32Array, height: number): Int32Array {
  const turned = new Int32Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    turned[i] = height - 1 - (points[i + 1] ?? 0)
    turned[i + 1] = points[i] ?? 0
  }
  return turned
}

function bestAngle(points: Int32Array, width: number, height: number): { readonly angle: number; readonly sharpness: number } {
  const straight = sharpness(points, width, height, 0)
  let best = { angle: 0, sharpness: straight }
  const look = (from: number, to: number, step: number): void => {
    for (let angle = from; angle <= to + step / 2; angle += step) {
      const found = sharpness(points, width, height, angle)
      if (found > best.sharpness) best = { angle, sharpness: found }
    }
  }
  look(-maxSkew, maxSkew, 0.5 * degree)
  look(best.angle - 0.4 * degree, best.angle + 0.4 * degree, 0.1 * degree)
  return best.sharpness > straight * clearly ? best : { angle: 0, sharpness: straight }
}

/** The mean square of the change from row to row, when rows fall by `angle`. */
function sharpness(points: Int32Array, width: number, height: number, angle: number): number {

  const fall = Math.tan(angle)
  const reach = Math.ceil(width * Math.abs(fall))
  const rows = new Float64Array(height + 2 * reach + 2)
  for (let i = 0; i < points.length; i += 2) {
    const row = Math.round((points[i + 1] ?? 0) - (points[i] ?? 0) * fall) + reach
    rows[row] = (rows[row] ?? 0) + 1
  }
  let sum = 0
  for (let y = 1; y < rows.length; y++) sum += ((rows[y] ?? 0) - (rows[y - 1] ?? 0)) ** 2
  // A wide page has more ink in a row; sideways and upright are compared per pixel of a row.
  return sum / Math.max(1, width)
}
