import type { EligibilityFacts } from './eligibility'
import type { LineFacts } from './line.priority'
import type { FoundFacts } from './stage.graph'

/** What each fact means that a rule of eligibility may read, for those who write rules. */
export const eligibilityFactWords: Readonly<Record<keyof EligibilityFacts, string>> = {
  naturalPerson: 'la prescription concerne une personne, non une structure',
  commitment: 'la personne s’est engagée à suivre le parcours',
  reasons: 'codes des raisons de la prescription',
  needs: 'codes de ce que la personne veut savoir faire',
  entry: 'comment la personne est venue : prescriber, walk_in, paper ou group',
  ageKnown: 'l’âge est connu',
  age: 'âge en années le jour de la prescription ; 0 s’il n’est pas connu. Il n’est jamais dit dans une réponse',
  equipped: 'un ordinateur lui a déjà été remis',
  lastHandedOverOn: 'jour de la dernière remise (AAAA-MM-JJ) ; vide s’il n’y en a pas',
  monthsSinceEquipped: 'mois entiers depuis la dernière remise ; 0 s’il n’y en a pas',
}

/** What each fact means that a branch may read of what was found so far. */
export const foundFactWords: Readonly<Record<keyof FoundFacts, string>> = {
  reasons: 'codes des raisons de la prescription',
  needs: 'codes de ce que la personne veut savoir faire',
  trainingNeeded: 'le dernier diagnostic conclut à une formation ; faux avant un diagnostic',
  laptopNeeded: 'il conclut à un ordinateur',
  mailboxNeeded: 'il conclut à une adresse électronique',
  connectionNeeded: 'il conclut à une offre de connexion',
  orientationNeeded: 'il conclut à une orientation vers un autre service',
  hasComputer: 'la personne a un ordinateur',
  hasConnection: 'la personne a une connexion',
  commitmentKept: 'l’engagement a été tenu, dit la dernière formation ; vrai sans formation',
  handedOver: 'un ordinateur a été remis dans ce parcours',
  heard: 'un suivi a reçu une réponse',
}

/** What each fact means from which a priority in a waiting list may be told. */
export const lineFactWords: Readonly<Record<keyof LineFacts, string>> = {
  reasons: 'codes des raisons de la prescription',
  needs: 'codes de ce que la personne veut savoir faire',
  commitment: 'la personne s’est engagée à suivre le parcours',
  refusedBefore: 'un autre lieu n’a pas donné suite',
  daysSinceReferral: 'jours entiers entre la prescription et l’entrée dans la liste',
}
