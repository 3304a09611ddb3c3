/** The words of a name without case, accents or punctuation: "Élodie-Anne O’Brien" → elodie, anne, o, brien. */
export function nameWords(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Sounds of French written in several ways, in the order in which they are replaced. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/(sc|c)(?=[eiy])/g, 's'],
  [/ch|sh|sch/g, '#'],
  [/qu|ck|c|q/g, 'k'],
  [/g(?=[eiy])/g, 'j'],
  [/gu(?=[eiy])/g, 'g'],
  [/eau|au/g, 'o'],
  [/ain|ein|in|ym|yn|im/g, 'un'],
  [/en|em|am|an/g, 'an'],
  [/ou/g, 'u'],
  [/ai|ei|ay|ey/g, 'e'],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/w/g, 'v'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
  [/(?<=..)[estdxp]+$/g, ''],
]

/** How a word roughly sounds in French, so that Dupont and Dupond, or Philippe and Filipe, are one. */
export const soundOf = (word: string): string => sounds.reduce((text, [from, to]) => text.replace(from, to), word)

/** True where two words differ by one letter at most: changed, added, missing, or two swapped. */
export function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA === restB) return true
  const swapped =
    restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return swapped || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
}
