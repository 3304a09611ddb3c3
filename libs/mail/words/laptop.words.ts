/** « 1 ordinateur », « 3 ordinateurs » */
export const laptopCount = (number: number): string => (number === 1 ? '1 ordinateur' : `${number} ordinateurs`)
