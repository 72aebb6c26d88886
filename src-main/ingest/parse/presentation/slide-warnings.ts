/** What a presentation has besides what was read, in numbers. */
export interface SlideCounts { readonly hidden: number; readonly unreadPictures: number; readonly objects: number; readonly unreadCharts: number; readonly missing: number }

export function slideWarnings({ hidden, unreadPictures, objects, unreadCharts, missing }: SlideCounts): string[] {
  const warnings: string[] = []
  const say = (count: number, one: string, many: string): void => {
    if (count > 0) warnings.push(count === 1 ? one : `${count} ${many}`)
  }
  say(hidden, '1 slide is hidden when presenting; it was read.', 'slides are hidden when presenting; they were read.')
  say(unreadPictures, 'Text in the pictures of 1 slide was not recognised.', 'slides have pictures; text in them was not recognised.')
  say(unreadCharts, '1 chart or diagram was not read.', 'charts or diagrams were not read.')
  say(objects, '1 embedded file was not read.', 'embedded files were not read.')
  say(missing, '1 slide is missing from the file.', 'slides are missing from the file.')
  return warnings
}
