import { kindOf } from './process.logger'

describe('what is logged of an error', () => {
  it('is its message where it is our own', () => {
    expect(kindOf(new TypeError('not a stream'))).toMatchObject({ error: 'TypeError', message: 'not a stream' })
  })

  it('is its codes alone where a database may have quoted a value', () => {
    const error = Object.assign(new Error('duplicate key value (email)=(zoe@exemple.invalid)'), { code: '23505' })
    const told = kindOf(error)
    expect(told).toMatchObject({ error: 'Error', code: '23505' })
    expect(JSON.stringify(told)).not.toContain('zoe')
  })

  it('is no quoted text where a parser failed', () => {
    expect(kindOf(new SyntaxError('Unexpected token Zoé')).message).toBeUndefined()
  })

  it('is a type where something else was thrown', () => {
    expect(kindOf('text')).toMatchObject({ error: 'string', message: undefined })
  })
})
