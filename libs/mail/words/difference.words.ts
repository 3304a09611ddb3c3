import type { DifferenceCode } from '../../contracts/difference.codes'

/** What a correction makes doubtful, as sentences. A new code does not compile until it has its words. */
export const differenceWords: Readonly<Record<DifferenceCode, string>> = {
  other_way: 'Une étape quittée conduirait maintenant ailleurs.',
  not_reached: 'Un ordinateur a été demandé ou remis à une étape où le parcours ne passerait plus.',
  other_needs: 'Un ordinateur a été demandé selon d’autres besoins.',
  no_session_attended: 'La formation a été évaluée sans qu’aucune séance ait été suivie.',
  date_before: 'La date d’une étape précède maintenant celle d’une étape antérieure.',
  missed_count: 'Le nombre de rendez-vous manqués n’est plus celui qui a été compté.',
  consented_alone: 'La personne était mineure et a donné seule son accord.',
  eligibility: 'Les conditions d’entrée seraient jugées autrement.',
}
