/** La Poste's establishments do not follow Luhn's key: the sum of their digits is a multiple of five. */
const laPoste = '356000000'

/**
 * Whether fourteen digits are a SIRET: Luhn's key over all of them (INSEE, Sirene, « Calcul de la clé d’un SIRET »), but for
 * La Poste, whose head office alone follows it.
 */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  const digits = [...text].map(Number)
  if (text.startsWith(laPoste) && sum(digits) % 5 === 0) return true
  return sum(digits.map((digit, index) => (index % 2 === 0 ? luhn(digit * 2) : digit))) % 10 === 0
}

const luhn = (doubled: number): number => (doubled > 9 ? doubled - 9 : doubled)
const sum = (digits: readonly number[]): number => digits.reduce((total, digit) => total + digit, 0)
