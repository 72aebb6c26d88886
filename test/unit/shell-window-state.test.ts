import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitWindow, smallestWindow } from '../../src-main/shell/window-state.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 860 }
const second = { x: 1440, y: 0, width: 1920, height: 1080 }

describe('the window', () => {
  test('opens where it was left', () => {
    expect(fitWindow({ x: 1500, y: 40, width: 900, height: 700, maximised: true }, [laptop, second])).toEqual({ x: 1500, y: 40, width: 900, height: 700, maximised: true })
  })

  test('comes back to a display that is there when its own was unplugged', () => {
    const { x, y } = fitWindow({ x: 1500, y: 40, width: 900, height: 700, maximised: false }, [laptop])
    expect([x, y]).toEqual([undefined, undefined])
  })

  test('is not larger than its display', () => {
    expect(fitWindow({ x: 0, y: 0, width: 4000, height: 3000, maximised: false }, [laptop])).toMatchObject({ width: 1440, height: 860 })
  })

  test.each([null, {}, 'x', { width: -1, height: 5, maximised: false }, { width: 'a' }])('opens in its first size when the stored state is nonsense: %j', (stored) => {
    expect(fitWindow(stored, [second])).toEqual({ width: 1280, height: 860, maximised: false })
  })

  test('always leaves its title bar within reach', () => {
    const coordinate = fc.integer({ min: -5000, max: 5000 })
    fc.assert(fc.property(coordinate, coordinate, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (x, y, width, height) => {
      const fitted = fitWindow({ x, y, width, height, maximised: false }, [laptop])
      expect(fitted.width).toBeGreaterThanOrEqual(smallestWindow.width)
      if (fitted.x === undefined || fitted.y === undefined) return
      expect(fitted.x).toBeLessThan(laptop.width)
      expect(fitted.x + fitted.width).toBeGreaterThan(0)
      expect(fitted.y).toBeGreaterThanOrEqual(0)
      expect(fitted.y).toBeLessThan(laptop.height)
    }))
  })
})
