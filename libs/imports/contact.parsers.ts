import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import { broken, type CellParser, read } from './line.cells'

const email = z.email().max(254)

/**
 * One phone number as E.164, French where no country is written. Spreadsheets turn 0612345678 into 612345678, which
 * libphonenumber takes as the national number it is.
 */
export const parsePhone: CellParser<string> = (text) => {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: 'FR', extract: false })
  return phone?.isValid() && phone.ext === undefined ? read(phone.number) : broken('phone_format')
}

/** One e-mail address, in lower case: no mailbox in use tells cases apart, and people are matched by it. */
export const parseEmail: CellParser<string> = (text) => {
  const address = email.safeParse(text.toLowerCase())
  return address.success ? read(address.data) : broken('email_format')
}

export const parseWebsite: CellParser<string> = (text) => {
  const wellFormed = text.length <= 500 && /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text) && URL.canParse(text)
  return wellFormed ? read(text) : broken('website_format')
}

/** The first of several values split by `|`, all of them being checked. */
export function firstOf<T>(parse: CellParser<T>): CellParser<T> {
  return (text) => {
    const values = text.split('|').map((value) => parse(value.trim()))
    return values.find((value) => !value.ok) ?? values[0] ?? parse('')
  }
}

/** Several values split by `|`, all of them being checked. */
export function valuesOf<T>(parse: CellParser<T>): CellParser<T[]> {
  return (text) => {
    const values = text
      .split('|')
      .map((value) => value.trim())
      .filter((value) => value !== '')
      .map(parse)
    const wrong = values.find((value) => !value.ok)
    return wrong && !wrong.ok ? wrong : read(values.flatMap((value) => (value.ok ? [value.value] : [])))
  }
}
