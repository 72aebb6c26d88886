import type { PassageDraft } from '../passage.ts'

/**
 * What of a passage is embedded. Rows of a table say what they are about in the header above them, which stands in their heading
 * path as "Region | Quarter | Revenue" (see parse/spreadsheet); any other heading only repeats what the passage says.
 */
export function searchedText({ headingPath, text }: Pick<PassageDraft, 'headingPath' | 'text'>): string {
  const header = headingPath.at(-1)
  return header?.includes(' | ') ? `${headingPath.join('\n')}\n${text}` : text
}
