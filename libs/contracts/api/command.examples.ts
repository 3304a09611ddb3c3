import type { PersonsCommand } from './command.words'

const uuid = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
const mediator = `actor-${uuid(3)}`
const sentiment = { instrument: 'sentiment-competence.v1', value: 3 }

/** Bodies of the main commands as the API page shows them, by the definition of the Landes; all of it is invented. */
export const commandExamples: Readonly<Partial<Record<PersonsCommand, Readonly<Record<string, unknown>>>>> = {
  Refer: {
    person: `person-${uuid(1)}`,
    definition: 'landes-mon-ordi-pin40.v1',
    prescriber: { structure: `structure-${uuid(1)}`, agent: `actor-${uuid(1)}` },
    entry: 'prescriber',
    paper: null,
    group: null,
    place: `place-${uuid(1)}`,
    reasons: ['equipement', 'competences'],
    needs: ['demarches', 'messagerie'],
    consent: { textVersion: 'landes-2026-01', date: '2026-03-02', mode: 'papier', by: 'person' },
    naturalPerson: true,
    commitment: true,
    personal: {
      lastName: 'Exemple-Inventée',
      firstName: 'Hélène',
      birthDate: '1958-06-14',
      birthYear: 1958,
      communeInsee: '40088',
      phone: '+33639980000',
      email: null,
      address: null,
      mailboxReadBy: null,
      gender: null,
      reference: 'EXEMPLE-001',
      freeText: null,
      prescriberName: null,
      representative: null,
    },
  },
  Accept: { mediator },
  AcceptOverCapacity: { mediator, reason: 'situation_urgente' },
  RecordDiagnostic: {
    on: '2026-03-20',
    askedBy: mediator,
    skills: {
      instrument: 'quatre-bases.v1',
      levels: { bases: 'in_progress', textes: 'not_acquired', internet: 'in_progress', messagerie: 'not_acquired' },
    },
    sentiment,
    pix: null,
    equipment: { computer: false, connection: true },
    needs: {
      ...{ training: true, laptop: true, features: ['ecran_15', 'windows'] },
      ...{ mailbox: false, connection: false, orientation: false },
    },
    conclusion: 'continue',
    reasons: null,
    personal: { goals: 'Déclarer ses revenus et écrire à ses petits-enfants (texte inventé).' },
  },
  SignReceipt: {
    on: '2026-05-29',
    version: 1,
    sha256: '0'.repeat(64),
    mode: 'papier',
    document: '00000000-0000-8000-8000-000000000009',
  },
  HandOver: { on: '2026-05-29' },
  RecordFollowUp: {
    on: '2026-09-01',
    askedBy: mediator,
    instrument: 'suivi-3-mois.v1',
    answers: { usage: 'chaque_semaine', demarches: 'avec_aide' },
    sentiment: { ...sentiment, value: 7 },
    skills: null,
    personal: { comment: 'Se sert de l’ordinateur avec sa voisine (texte inventé).' },
  },
}
