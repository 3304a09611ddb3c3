import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { openBytes, openField, sealBytes, sealField } from './field.cipher'
import { masterKey } from './master.key'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))

test('what was sealed opens to the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), key, fc.string(), fc.string(), (value, secret, stream, field) => {
      const json: unknown = JSON.parse(JSON.stringify(value))
      expect(openField(sealField(json, secret, stream, field), secret, stream, field)).toEqual(json)
    }),
  )
})

test('another field, another stream, another key or one changed bit does not open', () => {
  fc.assert(
    fc.property(fc.string(), key, fc.nat(), (value, secret, position) => {
      const sealed = sealField(value, secret, 'person-1', 'lastName')
      const other = Buffer.from(secret)
      other[0] = (other[0] ?? 0) ^ 1
      const changed = Buffer.from(sealed.cipher)
      changed[position % changed.length] = (changed[position % changed.length] ?? 0) ^ 1
      expect(() => openField(sealed, secret, 'person-1', 'firstName')).toThrow()
      expect(() => openField(sealed, secret, 'person-2', 'lastName')).toThrow()
      expect(() => openField(sealed, other, 'person-1', 'lastName')).toThrow()
      expect(() => openField({ ...sealed, cipher: changed }, secret, 'person-1', 'lastName')).toThrow()
    }),
  )
})

test('the same value is never sealed twice alike, and does not show through', () => {
  const secret = randomBytes(32)
  const [one, two] = [sealField('Durand-Inventé', secret, 's', 'f'), sealField('Durand-Inventé', secret, 's', 'f')]
  expect(one.cipher.equals(two.cipher)).toBe(false)
  expect(one.cipher.includes('Durand')).toBe(false)
})

test('a person’s key is wrapped for that person and that key id alone', () => {
  const master = masterKey(randomBytes(32))
  const plain = randomBytes(32)
  const wrapped = master.wrap(plain, 'person-1', 'key-1')
  expect(master.unwrap(wrapped, 'person-1', 'key-1').equals(plain)).toBe(true)
  expect(() => master.unwrap(wrapped, 'person-2', 'key-1')).toThrow()
  expect(() => master.unwrap(wrapped, 'person-1', 'key-2')).toThrow()
  expect(() => masterKey(randomBytes(32)).unwrap(wrapped, 'person-1', 'key-1')).toThrow()
})

test('a master key of another length is refused, and its id tells it apart', () => {
  expect(() => masterKey(randomBytes(16))).toThrow('32 bytes')
  expect(masterKey(Buffer.alloc(32, 1)).id).not.toBe(masterKey(Buffer.alloc(32, 2)).id)
})

test('a cut cipher does not open', () => {
  const secret = randomBytes(32)
  const sealed = sealBytes(Buffer.from('text'), secret, 'c')
  expect(() => openBytes({ ...sealed, cipher: sealed.cipher.subarray(0, 8) }, secret, 'c')).toThrow()
})
