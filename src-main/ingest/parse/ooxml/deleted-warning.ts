/** What is said of text that was deleted with changes tracked: it is left out, as a reader who accepts the changes sees it. */
export function deletedWarning(deletions: number): string[] {
  if (deletions === 0) return []
  return [deletions === 1 ? 'Changes are tracked; 1 deleted passage was left out.' : `Changes are tracked; ${deletions} deleted passages were left out.`]
}
