/**
 * A phone number by its digits, whatever way it was written: "05 58 00 00 01", "0033558000001" and "+33 (0)5 58 00 00 01"
 * are one. Numbers of other countries keep their digits.
 */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^00/, '')
  const french = /^(?:33)?0?([1-9]\d{8})$/.exec(digits)?.[1]
  return french ? `33${french}` : digits
}
