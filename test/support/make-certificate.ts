import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** An authority made up for one test, and its PEM text. Nothing trusts it unless told so. */
export interface TestAuthority {
  readonly pem: string
  /** A certificate for 127.0.0.1 and `localhost`, unless other names are given. */
  issue(options?: { readonly hosts?: readonly string[]; readonly validUntil?: Date }): { readonly key: string; readonly cert: string }
}

export function makeAuthority(name = 'Strongroom test authority'): TestAuthority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = certificate({ subject: name, issuer: name, publicKey, signedWith: privateKey, extensions: [extension('551d13', sequence(boolean(true)), true)] })
  return {
    pem,
    issue({ hosts = ['127.0.0.1', 'localhost'], validUntil = new Date(Date.UTC(2048, 0)) } = {}) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const names = sequence(...hosts.map((host) => (/^[\d.]+$/.test(host) ? element(0x87, Buffer.from(host.split('.').map(Number))) : element(0x82, Buffer.from(host)))))
      const cert = certificate({ subject: hosts[0] ?? '', issuer: name, publicKey: own.publicKey, signedWith: privateKey, extensions: [extension('551d11', names, false)], validUntil })
      return { key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert }
    },
  }
}

interface Parts { readonly subject: string; readonly issuer: string; readonly publicKey: KeyObject; readonly signedWith: KeyObject; readonly extensions: readonly Buffer[]; readonly validUntil?: Date }

/** X.509 version 3, ECDSA with SHA-256 (RFC 5280, RFC 5758), in DER by hand: no program or package has to be there for it. */
function certificate({ subject, issuer, publicKey, signedWith, extensions, validUntil = new Date(Date.UTC(2048, 0)) }: Parts): string {
  const algorithm = sequence(element(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
  const signed = sequence(
    element(0xa0, integer(2)), integer(Math.floor(Math.random() * 2 ** 30) + 1), algorithm, distinguishedName(issuer),
    sequence(utcTime(new Date(Date.UTC(2020, 0))), utcTime(validUntil)), distinguishedName(subject), publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', signed, signedWith)
  const der = sequence(signed, algorithm, element(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`
}

function distinguishedName(name: string): Buffer {
  return sequence(element(0x31, sequence(element(0x06, Buffer.from('550403', 'hex')), element(0x0c, Buffer.from(name)))))
}

function extension(oid: string, value: Buffer, critical: boolean): Buffer {
  return sequence(element(0x06, Buffer.from(oid, 'hex')), ...(critical ? [boolean(true)] : []), element(0x04, value))
}

function utcTime(date: Date): Buffer {
  return element(0x17, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`))
}

function integer(value: number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return element(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

function boolean(value: boolean): Buffer {
  return element(0x01, Buffer.from([value ? 0xff : 0]))
}

function sequence(...members: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat([...members]))
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
