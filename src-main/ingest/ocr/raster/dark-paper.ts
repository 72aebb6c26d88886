import type { GreyImage } from './grey-image.ts'

/** Darker than this is dark, and a page of which more is dark than this share is light on dark. */
const darkLevel = 96
const mostlyDark = 0.6

/** The page with dark letters on light paper: a negative, a slide or a screen of light letters on dark is turned round, other pages stay. */
export function withLightPaper(image: GreyImage): GreyImage {
  let dark = 0
  for (const level of image.data) if (level < darkLevel) dark++
  return dark < image.data.length * mostlyDark ? image : { ...image, data: image.data.map((level) => 255 - level) }
}
