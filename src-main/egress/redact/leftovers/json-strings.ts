/** A stretch of a request body that can hold somebody's text: the inside of a JSON string that is not the wire format's own word. */
export interface TextStretch { readonly start: number; readonly end: number }

/** Keys of the providers' formats; and keys whose values are words of the format or the user's choice of model, not text. */
const wireKeys = new Set('model models messages message role content contents parts part text type system system_instruction systeminstruction instructions input inputs prompt max_tokens max_output_tokens maxoutputtokens max_completion_tokens maxtokens temperature top_p topp top_k topk stream stream_options include_usage stop stop_sequences stopsequences generationconfig generation_config inferenceconfig inference_config anthropic_version metadata user store tools tool tool_choice toolconfig tool_config functions function parameters properties required description name arguments safetysettings candidatecount seed n response_format reasoning reasoning_effort thinking budget_tokens cache_control additionalmodelrequestfields options keep_alive format include logprobs presence_penalty frequency_penalty parallel_tool_calls id object user_id truncation verbosity'.split(' '))
const wireValues = new Set(['model', 'role', 'type', 'object', 'anthropic_version', 'truncation', 'verbosity', 'reasoning_effort', 'effort', 'tool_choice'])

/** The strings of a JSON body in order; the whole body where it is not JSON. Words of the wire format itself are left out. */
export function textStretches(body: string): readonly TextStretch[] {
  if (!isJson(body)) return [{ start: 0, end: body.length }]
  const stretches: TextStretch[] = []
  const string = /"((?:[^"\\]|\\.)*)"(\s*:)?/gsy
  let key = ''
  for (let i = 0; i < body.length;) {
    if (body[i] !== '"') {
      // A number can be somebody's too; the punctuation between cannot.
      const number = /-?\d[\d.eE+-]*/y
      number.lastIndex = i
      const found = number.exec(body)
      if (found && found[0].length >= 7) stretches.push({ start: i, end: i + found[0].length })
      i += found ? found[0].length : 1
      continue
    }
    string.lastIndex = i
    const match = string.exec(body)
    if (!match) break
    const inside = { start: i + 1, end: i + 1 + (match[1]?.length ?? 0) }
    i += match[0].length
    if (match[2] !== undefined) {
      key = (match[1] ?? '').toLowerCase()
      if (!wireKeys.has(key)) stretches.push(inside)
    } else if (!wireValues.has(key)) stretches.push(inside)
  }
  return stretches
}

function isJson(body: string): boolean {
  try {
    return typeof JSON.parse(body) === 'object'
  } catch {
    return false
  }
}
