import { broken, type CellParser, type Read, read } from './line.cells'

// Nobody born before is alive: an earlier date is a typing mistake or a spreadsheet's date zero.
const FIRST_BIRTH_YEAR = 1900

/** A day written `04/03/1950` (also with - or .) or `1950-03-04`, as ISO 8601. */
export const parseDay: CellParser<string> = (text) => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso) return existingDay(iso[1], iso[2], iso[3])
  const french = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (french) return existingDay(french[4], french[3], french[1])
  return broken('date_format')
}

function existingDay(year = '', month = '', day = ''): Read<string> {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = Date.parse(`${written}T00:00:00Z`)
  // Date.parse carries the 31st of April over into May.
  const exists = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(written)
  return exists ? read(written) : broken('date_format')
}

/** A day that is not after `today` (ISO 8601). */
export function parsePastDay(today: string): CellParser<string> {
  return (text) => {
    const day = parseDay(text)
    return day.ok && day.value > today ? broken('date_in_future') : day
  }
}

/** A birth date between 1900 and `today` (ISO 8601). */
export function parseBirthDate(today: string): CellParser<string> {
  return (text) => {
    const day = parsePastDay(today)(text)
    return day.ok && Number(day.value.slice(0, 4)) < FIRST_BIRTH_YEAR ? tooEarly : day
  }
}

/** A birth year between 1900 and that of `today` (ISO 8601). */
export function parseBirthYear(today: string): CellParser<number> {
  return (text) => {
    if (!/^\d{4}$/.test(text)) return broken('year_format')
    const year = Number(text)
    if (year > Number(today.slice(0, 4))) return broken('date_in_future')
    return year < FIRST_BIRTH_YEAR ? tooEarly : read(year)
  }
}

const tooEarly = broken('birth_too_early', String(FIRST_BIRTH_YEAR))
