/** What a version is a version of, and its number: `landes-mon-ordi-pin40.v2` is the second of `landes-mon-ordi-pin40`. */
function partsOf(id: string): { readonly name: string; readonly number: number } {
  const [, name = id, number = '0'] = /^(.*)\.v(\d+)$/.exec(id) ?? []
  return { name, number: Number(number) }
}

/** What a version is a version of: `landes-mon-ordi-pin40` of `landes-mon-ordi-pin40.v2`. */
export const nameOf = (id: string): string => partsOf(id).name

/** Whether two ids name versions of one and the same journey. */
export const isSameJourney = (a: string, b: string): boolean => partsOf(a).name === partsOf(b).name

/** Whether `a` is a later version of what `b` is a version of. */
export const isNewerVersion = (a: string, b: string): boolean =>
  isSameJourney(a, b) && partsOf(a).number > partsOf(b).number
