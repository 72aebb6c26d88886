import { z } from 'zod'

/** Where the window was left, in screen pixels; `x` and `y` are absent before it was ever moved. */
export const windowStateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximised: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

export interface Area { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const smallestWindow = { width: 640, height: 480 } as const
const firstWindow: WindowState = { width: 1280, height: 860, maximised: false }

/** As much of the title bar as a hand needs to drag the window back. */
const reachablePx = 80

/** What was stored, made to fit the displays there are now: a display may have been unplugged, or the file be nonsense. */
export function fitWindow(stored: unknown, workAreas: readonly Area[]): WindowState {
  const state = windowStateSchema.safeParse(stored).data ?? firstWindow
  const { x, y } = state
  const placed = x === undefined || y === undefined ? [] : workAreas.map((area) => ({ area, window: { x, y, ...fitSize(state, area) } }))
  const found = placed.find(({ area, window }) => reaches(window, area))
  // Without a place the system centres it.
  return { ...(found?.window ?? fitSize(state, workAreas[0])), maximised: state.maximised }
}

function fitSize({ width, height }: WindowState, area: Area | undefined): { readonly width: number; readonly height: number } {
  return {
    width: clamp(width, smallestWindow.width, area?.width ?? width),
    height: clamp(height, smallestWindow.height, area?.height ?? height),
  }
}

function reaches(window: Area, area: Area): boolean {
  const visible = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return visible >= reachablePx && window.y >= area.y && window.y <= area.y + area.height - reachablePx
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))
