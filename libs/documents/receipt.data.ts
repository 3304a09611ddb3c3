import type { ReceiptData } from './document.data'

/** What is known of a hand-over when its receipt is printed. Nothing of it is personal: the name is written by hand. */
export interface Receiving {
  readonly programme: string
  readonly ticket: string
  /** The version of this receipt, 1 at first; and of the text that is signed. */
  readonly version: number
  readonly textVersion: string
  readonly commitments: readonly string[]
  readonly laptop: {
    readonly brand: string
    readonly model: string
    readonly serial: string
    readonly inventory: string
  }
}

/** The receipt in the words of the paper. */
export function receiptData({ programme, ticket, version, textVersion, commitments, laptop }: Receiving): ReceiptData {
  return {
    title: 'Reçu de remise d’un ordinateur',
    programme,
    facts: [
      ['Numéro de ticket, à donner en cas de panne', ticket],
      ['Ordinateur', `${laptop.brand} ${laptop.model}`],
      ['Numéro de série', laptop.serial],
      ['Numéro d’inventaire', laptop.inventory],
      ['Version du reçu', String(version)],
      ['Texte', textVersion],
    ],
    commitments: { title: 'Mes engagements', items: commitments },
    signatures: {
      title: 'Signatures',
      intro: 'J’ai reçu cet ordinateur gratuitement. Nom, date et signature :',
      names: ['La personne', 'Pour le lieu'],
    },
  }
}
