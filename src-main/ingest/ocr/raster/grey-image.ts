/** A page as recognition sees it: one byte per pixel, 0 black, 255 white, rows from the top without gaps between them. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Turned clockwise by a multiple of 90 degrees. */
export function turn(image: GreyImage, degrees: number): GreyImage {
  const { width, height, data } = image
  const turned = new Uint8Array(data.length)
  switch (((degrees % 360) + 360) % 360) {
    case 90:
      for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) turned[x * height + height - 1 - y] = data[y * width + x] ?? 255
      return { width: height, height: width, data: turned }
    case 180:
      return { width, height, data: data.toReversed() }
    case 270:
      for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) turned[(width - 1 - x) * height + y] = data[y * width + x] ?? 255
      return { width: height, height: width, data: turned }
    default:
      return image
  }
}

/** Made smaller by a whole number: each pixel is the mean of `by` × `by`. What is left over at the right and below is cut off. */
export function shrink(image: GreyImage, by: number): GreyImage {
  if (by <= 1) return image
  const width = Math.max(1, Math.floor(image.width / by))
  const height = Math.max(1, Math.floor(image.height / by))
  const data = new Uint8Array(width * height)
  const area = by * by
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let dy = 0; dy < by; dy++) {
        const row = (y * by + dy) * image.width + x * by
        for (let dx = 0; dx < by; dx++) sum += image.data[row + dx] ?? 255
      }
      data[y * width + x] = sum / area
    }
  }
  return { width, height, data }
}

/** At another size, each pixel from its four neighbours; made much smaller, from means, so that thin strokes stay. */
export function resize(source: GreyImage, width: number, height: number): GreyImage {
  if (width === source.width && height === source.height) return source
  const image = shrink(source, Math.floor(Math.min(source.width / width, source.height / height)))
  const data = new Uint8Array(width * height)
  const [stepX, stepY] = [image.width / width, image.height / height]
  for (let y = 0; y < height; y++) {
    const atY = Math.min(image.height - 1, Math.max(0, (y + 0.5) * stepY - 0.5))
    const top = Math.floor(atY)
    const bottom = Math.min(image.height - 1, top + 1)
    for (let x = 0; x < width; x++) {
      const atX = Math.min(image.width - 1, Math.max(0, (x + 0.5) * stepX - 0.5))
      data[y * width + x] = between(image, atX, atY, top, bottom)
    }
  }
  return { width, height, data }
}

/** Turned clockwise about its middle by a small angle; the size stays, and what comes in from outside is white. */
export function rotate(image: GreyImage, radians: number): GreyImage {
  if (radians === 0) return image
  const { width, height } = image
  const data = new Uint8Array(width * height).fill(255)
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const [midX, midY] = [width / 2, height / 2]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const atX = cos * (x - midX) + sin * (y - midY) + midX
      const atY = cos * (y - midY) - sin * (x - midX) + midY
      if (atX < 0 || atY < 0 || atX > width - 1 || atY > height - 1) continue
      const top = Math.floor(atY)
      data[y * width + x] = between(image, atX, atY, top, Math.min(height - 1, top + 1))
    }
  }
  return { width, height, data }
}

function between({ width, data }: GreyImage, x: number, y: number, top: number, bottom: number): number {
  const left = Math.floor(x)
  const right = Math.min(width - 1, left + 1)
  const shareX = x - left
  const above = (data[top * width + left] ?? 255) * (1 - shareX) + (data[top * width + right] ?? 255) * shareX
  const below = (data[bottom * width + left] ?? 255) * (1 - shareX) + (data[bottom * width + right] ?? 255) * shareX
  return above + (below - above) * (y - top) + 0.5
}
