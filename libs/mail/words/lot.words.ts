import type { LotOutcome, LotTask } from '../../contracts/codes'

/** How a task of a lot is told: what is to be done, and what happens where nobody does it. Sentences without their end. */
interface LotTaskWords {
  readonly title: string
  readonly todo: string
  readonly otherwise: string
}

const handedOn = 'la coordination et le propriétaire du lot sont prévenus, et la coordination prend la suite'

/** Every task of a lot. A new one does not compile until it has its words. */
export const lotTaskWords: Readonly<Record<LotTask, LotTaskWords>> = {
  receive_lot: {
    title: 'Un lot d’ordinateurs est à recevoir',
    todo: 'Quand le lot arrive, enregistrez sa réception avec le bon de livraison',
    otherwise: 'la commande est considérée comme abandonnée et le lot se termine',
  },
  prepare_lot: {
    title: 'Un lot d’ordinateurs est à préparer',
    todo: 'Enregistrez les ordinateurs du lot, préparez-les (libération, effacement, essais, classement) et enregistrez ce qui reste à livrer',
    otherwise: handedOn,
  },
  confirm_lot: {
    title: 'Un lot d’ordinateurs est à confirmer',
    todo: 'Confirmez que les ordinateurs du lot sont prêts',
    otherwise: handedOn,
  },
  deliver_lot: {
    title: 'Un lot d’ordinateurs est à livrer',
    todo: 'Envoyez les ordinateurs au lieu ; le lieu enregistre leur arrivée',
    otherwise: handedOn,
  },
  settle_lot: {
    title: 'Un lot d’ordinateurs est en retard',
    todo: 'Voyez avec la recyclerie ce que deviennent les ordinateurs, ou terminez le lot en disant pourquoi',
    otherwise: 'le lot se termine avec ce qui est connu de ses ordinateurs',
  },
}

/** How the end of a lot is told. */
export const lotOutcomeWords: Readonly<Record<LotOutcome, string>> = {
  delivered: 'Tous les ordinateurs du lot sont livrés ou sortis du stock.',
  incomplete: 'Le lot se termine alors que des ordinateurs manquent.',
  cancelled: 'Le lot n’a pas été livré à la recyclerie.',
}
