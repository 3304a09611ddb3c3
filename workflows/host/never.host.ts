/** Marks what no case can reach: a new stage fails to compile until its workflow handles it. */
export function never(value: never): never {
  throw new TypeError(`unhandled stage: ${JSON.stringify(value)}`)
}
