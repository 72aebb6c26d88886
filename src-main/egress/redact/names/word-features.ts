/** What the network sees of a word, each as text: spaCy's NORM, PREFIX, SUFFIX and SHAPE. */
export interface WordFeatures { readonly norm: string; readonly prefix: string; readonly suffix: string; readonly shape: string }

/** Signs that are read as another one, as in spaCy's table of base norms. */
const signs: Readonly<Record<string, string>> = {
  "'s": "'s", "'S": "'s", '’s': "'s", '’S': "'s", '’': "'", '‘': "'", '´': "'", '`': "'",
  '”': '"', '“': '"', "''": '"', '``': '"', '´´': '"', '„': '"', '»': '"', '«': '"', '‘‘': '"', '’’': '"',
  '？': '?', '！': '!', '，': ',', '；': ';', '：': ':', '。': '.', '।': '.', '…': '...',
  '—': '-', '–': '-', '--': '-', '---': '-', '——': '-',
  '€': '$', '£': '$', '¥': '$', '฿': '$', 'US$': '$', 'C$': '$', 'A$': '$', '₺': '$', '₹': '$', '৳': '$', '₩': '$', 'Mex$': '$', '₣': '$', 'E£': '$',
}
const signNorms = new Map(Object.entries(signs))

/** `spellings` are the model's own norms, asked first; `norm` is one that the tokenizer gave this token. */
export function wordFeatures(word: string, norm: string | undefined, spellings: (word: string) => string | undefined): WordFeatures {
  const points = [...word]
  return {
    norm: norm ?? spellings(word) ?? signNorms.get(word) ?? word.toLowerCase(),
    prefix: points[0] ?? '',
    suffix: points.slice(-3).join(''),
    shape: wordShape(points),
  }
}

const longest = 100
const mostAlike = 4

/** Letters as `X` and `x`, digits as `d`, at most four of a kind in a row. */
function wordShape(points: readonly string[]): string {
  if (points.length >= longest) return 'LONG'
  let shape = ''
  let last = ''
  let alike = 0
  for (const point of points) {
    const kind = kindOf(point)
    alike = kind === last ? alike + 1 : 0
    last = kind
    if (alike < mostAlike) shape += kind
  }
  return shape
}

function kindOf(point: string): string {
  if (/\p{L}/u.test(point)) return /\p{Uppercase}/u.test(point) ? 'X' : 'x'
  return /[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐]/u.test(point) ? 'd' : point
}
