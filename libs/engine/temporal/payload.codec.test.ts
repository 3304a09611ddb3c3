import { defaultPayloadConverter, type Payload } from '@temporalio/common'
import { encryptingCodec } from './payload.codec'

const key = (byte: number) => Buffer.alloc(32, byte)
const codec = encryptingCodec(key(1))
const payload = defaultPayloadConverter.toPayload({ stream: 'journey-1', note: 'Zoé Exemple' })

async function hidden(): Promise<Payload> {
  const [encoded] = await codec.encode([payload])
  if (!encoded) throw new Error('one payload in, one out')
  return encoded
}

describe('the payload codec', () => {
  it('gives back what it was given', async () => {
    const decoded = await codec.decode([await hidden()])
    expect(decoded.map((each) => defaultPayloadConverter.fromPayload(each))).toEqual([
      { stream: 'journey-1', note: 'Zoé Exemple' },
    ])
  })

  it('shows nothing of it, and never twice the same', async () => {
    const [first, second] = [await hidden(), await hidden()]
    expect(Buffer.from(first.data ?? []).toString('latin1')).not.toContain('Exemple')
    expect(Buffer.from(first.data ?? [])).not.toEqual(Buffer.from(second.data ?? []))
  })

  it('leaves alone what was never encrypted', async () => {
    expect(await codec.decode([payload])).toEqual([payload])
  })

  it('says that the key is another one', async () => {
    await expect(encryptingCodec(key(2)).decode([await hidden()])).rejects.toThrow(/encrypted with key .* CODEC_KEY is/)
  })

  it('refuses what was tampered with', async () => {
    const encoded = await hidden()
    const data = Buffer.from(encoded.data ?? [])
    data[data.length - 1] = (data.at(-1) ?? 0) ^ 1
    await expect(codec.decode([{ ...encoded, data }])).rejects.toThrow()
  })

  it('refuses a key of another length', () => {
    expect(() => encryptingCodec(Buffer.alloc(16))).toThrow('32 bytes')
  })
})
