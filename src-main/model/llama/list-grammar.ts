import type { ListShape } from './chat-model.ts'

/** A grammar (GBNF, llama.cpp's grammars/README) whose only sentences are JSON lists of such objects, with their fields in order. */
export function listGrammar({ fields, maxItems, maxTextLength, excluded = '' }: ListShape): string {
  const literal = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', String.raw`\"`)}"`
  const parts = Object.entries(fields).map(([name, values], index) => {
    const value = values === 'text' ? 'text' : `(${values.map((each) => literal(JSON.stringify(each))).join(' | ')})`
    return `${literal(`${index === 0 ? '{' : ', '}${JSON.stringify(name)}: `)} ${value}`
  })
  return [
    `root ::= "[" (item (", " item){0,${Math.max(0, maxItems - 1)}})? "]"`,
    `item ::= ${parts.join(' ')} "}"`,
    String.raw`text ::= "\"" ([^"\\${excluded.replace(/[\]\\^-]/g, String.raw`\$&`)}\x00-\x1F\x7F] | "\\" ["\\/]){1,${maxTextLength}} "\""`,
  ].join('\n')
}
