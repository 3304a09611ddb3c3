/** A fault of a definition: the place where it is, and what is wrong there. */
export interface Fault {
  readonly path: string
  readonly fr: string
  readonly en: string
}

export const fault = (path: string, fr: string, en: string): Fault => ({ path, fr, en })
