import { crc32 } from 'node:zlib'

/**
 * One message of AWS's binary event stream: total length, headers' length, checksum of those, headers, payload, checksum of
 * all. Big endian, CRC-32. Source: the "Amazon event stream encoding" page of the AWS streaming documentation.
 */
export function eventStreamFrame(eventType: string, payload: unknown, messageType: 'event' | 'exception' = 'event'): Buffer {
  const headers = Buffer.concat([
    stringHeader(messageType === 'event' ? ':event-type' : ':exception-type', eventType),
    stringHeader(':content-type', 'application/json'),
    stringHeader(':message-type', messageType),
  ])
  const body = Buffer.from(JSON.stringify(payload))
  const prelude = Buffer.alloc(8)
  prelude.writeUInt32BE(8 + 4 + headers.length + body.length + 4, 0)
  prelude.writeUInt32BE(headers.length, 4)
  const message = Buffer.concat([prelude, checksum(prelude), headers, body])
  return Buffer.concat([message, checksum(message)])
}

/** Value type 7 is a string with a two-byte length. */
function stringHeader(name: string, value: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(value))
  return Buffer.concat([Buffer.from([Buffer.byteLength(name)]), Buffer.from(name), Buffer.from([7]), length, Buffer.from(value)])
}

function checksum(bytes: Buffer): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(crc32(bytes))
  return four
}
