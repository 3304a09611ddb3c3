/** A letter to a person's home. Texts are whole sentences, without markup; days are in words. */
export interface LetterData {
  /** What it is about: the title of the document and its heading. */
  readonly title: string
  /** Who writes: name, address, phone. */
  readonly sender: readonly string[]
  /** The lines of the address, the name first. */
  readonly to: readonly string[]
  readonly day: string
  readonly paragraphs: readonly string[]
  /** Who to call. */
  readonly contact: { readonly title: string; readonly lines: readonly string[] }
  readonly closing: string
}

/** What is signed at a hand-over. `facts`: ticket, laptop, version… each with its name, in the order of the paper. */
export interface ReceiptData {
  readonly title: string
  readonly programme: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly commitments: { readonly title: string; readonly items: readonly string[] }
  readonly signatures: { readonly title: string; readonly intro: string; readonly names: readonly string[] }
}

/** What both sides of a grant sign. `facts`: call, decision, version… each with its name, in the order of the paper. */
export interface AgreementData {
  readonly title: string
  readonly facts: ReceiptData['facts']
  readonly articles: readonly {
    readonly title: string
    readonly paragraphs: readonly string[]
    readonly items: readonly string[]
  }[]
  readonly signatures: ReceiptData['signatures']
}

/** What each template is made of. */
export interface DocumentData {
  readonly agreement: AgreementData
  readonly letter: LetterData
  readonly receipt: ReceiptData
}

export type Template = keyof DocumentData
