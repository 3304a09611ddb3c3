import { z } from 'zod'

const calendar = /^P(?=\d)(\d{1,3}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,3}D)?$/
const exact = /^PT(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}S)?$/

/** A delay that a wait can be counted with: in days and longer, or exact, since a wait is one or the other. */
export const isDuration = (text: string): boolean => (calendar.test(text) || exact.test(text)) && /[1-9]/.test(text)

/** The only delays that working days can count: a month of them is not a number of days. */
export const isInDays = (text: string): boolean => /^P\d+D$/.test(text)

/** ISO 8601: `P<n>Y<n>M<n>W<n>D` or, for demonstrations, `PT<n>H<n>M<n>S`, in whole numbers. */
export const durationSchema = z
  .string()
  .refine(isDuration, { params: { words: 'duration' } })
  .meta({ pattern: `(${calendar.source})|(${exact.source})` })
