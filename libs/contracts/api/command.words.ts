import type { Words } from './common.schemas'

/** What each command that people give is called, for the API page. */
export const commandWords = {
  Refer: { fr: 'Prescrire un parcours', en: 'Refer a person' },
  Accept: { fr: 'Accepter la prescription, en nommant le médiateur', en: 'Accept the referral, naming the mediator' },
  Decline: { fr: 'Décliner la prescription', en: 'Decline the referral' },
  ChooseLieu: { fr: 'Choisir un autre lieu', en: 'Choose another place' },
  BookAppointment: { fr: 'Fixer le rendez-vous de diagnostic', en: 'Book the diagnostic appointment' },
  RecordMissed: { fr: 'Noter un rendez-vous manqué', en: 'Record a missed appointment' },
  RecordDiagnostic: { fr: 'Enregistrer le diagnostic', en: 'Record the diagnostic' },
  PlanTraining: { fr: 'Planifier la formation', en: 'Plan the training' },
  RecordAttendance: { fr: 'Noter la présence à une séance', en: 'Record attendance at a session' },
  AssessTraining: { fr: 'Évaluer la fin de formation', en: 'Assess the end of the training' },
  RecordSupport: { fr: 'Enregistrer un accompagnement', en: 'Record a support' },
  RecordAttempt: { fr: 'Noter une tentative de contact sans réponse', en: 'Record a contact attempt without answer' },
  RecordFollowUp: { fr: 'Enregistrer les réponses de suivi', en: 'Record the follow-up answers' },
  Withdraw: { fr: 'Mettre fin au parcours', en: 'End the journey' },
  AttachDocument: { fr: 'Joindre un document au parcours', en: 'Attach a document to the journey' },
  Bind: { fr: 'Réserver un ordinateur du stock', en: 'Bind a laptop of the stock' },
  HandOver: { fr: 'Remettre l’ordinateur contre reçu', en: 'Hand the laptop over against a receipt' },
  RegisterDevice: { fr: 'Enregistrer un ordinateur', en: 'Register a laptop' },
  ConfirmReady: { fr: 'Confirmer qu’un ordinateur est prêt', en: 'Confirm that a laptop is ready' },
  RegisterStructure: { fr: 'Enregistrer une structure', en: 'Register a structure' },
  RegisterPlace: { fr: 'Enregistrer un lieu', en: 'Register a place' },
  UpdatePlace: { fr: 'Corriger ce qu’un lieu dit de lui-même', en: 'Correct what a place says of itself' },
  RegisterAgent: { fr: 'Enregistrer un agent', en: 'Register an agent' },
  SetCapacity: {
    fr: 'Dire combien de parcours un médiateur suit au plus',
    en: 'Say how many journeys a mediator follows',
  },
  SetPermanences: { fr: 'Dire les permanences d’un médiateur', en: 'Say when and where a mediator is present' },
  RecordDeparture: { fr: 'Noter le départ d’un agent', en: 'Record that an agent has left' },
  RecordReturn: { fr: 'Noter le retour d’un agent', en: 'Record that an agent has come back' },
  DescribeTerritory: { fr: 'Décrire le territoire', en: 'Describe the territory' },
  ErasePerson: { fr: 'Effacer les données d’une personne', en: 'Erase a person’s data' },
} as const satisfies Record<string, Words>

/** The commands that have a route: all but those that deadlines give. */
export type PersonsCommand = keyof typeof commandWords
