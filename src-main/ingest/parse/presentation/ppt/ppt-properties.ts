import { viewOf } from '../../bytes.ts'
import { childrenOf, types, wideText, type PptRecord } from './ppt-records.ts'

/** What is known of a shape from its properties ([MS-ODRAW] 2.3). */
export interface ShapeProperties { readonly isPicture: boolean; readonly isTable: boolean; readonly description: string; readonly artText: string }

/** Numbers of properties: the picture shown, the text of word art, the description, and the switches of a group, tables' among them. */
const ids = { picture: 0x0104, artText: 0x00c0, description: 0x0381, groupSwitches: 0x039f }
const pictureFrame = 75

export function propertiesOf(shape: PptRecord): ShapeProperties {
  const found = { isPicture: false, isTable: false, description: '', artText: '' }
  for (const record of childrenOf(shape)) {
    if (record.type === types.shape && record.instance === pictureFrame) found.isPicture = true
    if (record.type !== types.properties && record.type !== types.moreProperties) continue
    for (const { id, value, text } of readProperties(record)) {
      if (id === ids.picture && value > 0) found.isPicture = true
      else if (id === ids.groupSwitches) found.isTable ||= (value & 1) === 1
      else if (id === ids.description) found.description = text
      else if (id === ids.artText) found.artText = text
    }
  }
  return found
}

/** Pairs of number and value; the long values follow after all pairs, in their order ([MS-ODRAW] 2.2.9). */
function readProperties(record: PptRecord): { id: number; value: number; text: string }[] {
  const { bytes, start, end, instance: count } = record
  const view = viewOf(bytes)
  const properties: { id: number; value: number; text: string }[] = []
  let long = start + count * 6
  for (let at = start; at + 6 <= end && properties.length < count; at += 6) {
    const key = view.getUint16(at, true)
    const value = view.getUint32(at + 2, true)
    const isLong = (key & 0x8000) !== 0
    const text = isLong && value < 100_000 && long + value <= end ? wideText({ ...record, start: long, end: long + value }).replace(/\0.*$/s, '') : ''
    if (isLong) long += value
    properties.push({ id: key & 0x3fff, value, text })
  }
  return properties
}
