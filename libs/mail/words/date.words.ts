/** Instants and days as people read them in French, in the territory's zone. */
export interface DateWords {
  /** « lundi 3 mars 2026 » */
  day(instant: string): string
  /** « lundi 3 mars 2026 à 14 h 05 » */
  moment(instant: string): string
}

/** `zone` is that of the definition, for example Europe/Paris. Instants are ISO 8601 in UTC. */
export function dateWords(zone: string): DateWords {
  const dayFormat = new Intl.DateTimeFormat('fr-FR', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const timeFormat = new Intl.DateTimeFormat('fr-FR', {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const day = (instant: string) => firstOfMonth(dayFormat.format(new Date(instant)))
  return {
    day,
    moment: (instant) => {
      const parts = new Map(timeFormat.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
      const [hour, minute] = [Number(parts.get('hour')), parts.get('minute')]
      return `${day(instant)} à ${hour} h${minute === '00' ? '' : ` ${minute}`}`
    },
  }
}

/** A day alone (ISO 8601, `2026-03-03`) belongs to no zone. */
export const calendarDay = (day: string): string => dateWords('UTC').day(`${day}T00:00:00Z`)

/** In French the first of a month alone is an ordinal. */
const firstOfMonth = (text: string) => text.replace(/(?<= )1(?= )/, '1er')
