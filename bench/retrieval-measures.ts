// Measures of one ranked list of ids against graded judgements, each 0–1 and cut at ten (Järvelin and Kekäläinen 2002 for nDCG).
type Judged = ReadonlyMap<string, number>
const cut = 10

export function ndcg(ids: readonly string[], relevant: Judged): number {
  const gain = (grades: readonly number[]): number => grades.slice(0, cut).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0)
  return gain(ids.map((id) => relevant.get(id) ?? 0)) / gain([...relevant.values()].sort((a, b) => b - a))
}

export function recall(ids: readonly string[], relevant: Judged): number {
  return ids.slice(0, cut).filter((id) => relevant.has(id)).length / relevant.size
}

export function reciprocalRank(ids: readonly string[], relevant: Judged): number {
  const at = ids.slice(0, cut).findIndex((id) => relevant.has(id))
  return at < 0 ? 0 : 1 / (at + 1)
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
