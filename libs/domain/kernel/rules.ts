import { callRules } from './call.rules'
import { definitionRules } from './definition.rules'
import { fundRules } from './fund.rules'
import { coverageRules } from './coverage.rules'
import { grantRules } from './grant.rules'
import { personRules } from './person.rules'
import { sessionRules } from './session.rules'
import { stockRules } from './stock.rules'

/**
 * Every rule that a command may break: its stable code, a sentence in French and one in English.
 * `{name}` is filled from the refusal's details, which hold codes, dates and numbers only.
 */
export const rules = {
  ...definitionRules,
  ...callRules,
  ...fundRules,
  ...coverageRules,
  ...grantRules,
  ...sessionRules,
  invalid_data: ['Le champ « {field} » n’est pas valable : {why}.', 'The field "{field}" is not valid: {why}.'],
  unknown_command: ['Cette action n’existe pas : {command}.', 'No such command: {command}.'],
  unknown_stream: [
    'Cet élément n’existe pas, ou n’est pas dans votre territoire.',
    'No such item, or not in your territory.',
  ],
  already_exists: ['Cet élément existe déjà.', 'This item already exists.'],
  stale_version: [
    'Quelqu’un a agi entre-temps ({by}, {event}, {at}) : relisez avant de recommencer.',
    'Somebody acted in between ({by}, {event}, {at}): read again before you retry.',
  ],
  version_required: [
    'Dites sur quelle version vous agissez (en-tête If-Match).',
    'Say on which version you act (If-Match header).',
  ],
  key_reused: [
    'Cette clé d’idempotence a déjà servi pour un autre contenu.',
    'This idempotency key was already used for another body.',
  ],
  not_allowed: ['Votre rôle ne permet pas cette action ici.', 'Your role does not allow this here.'],
  other_territory: ['Cet élément relève d’un autre territoire.', 'This item belongs to another territory.'],
  deadline_only: ['Seule une échéance déclenche cette action.', 'Only a deadline fires this command.'],
  wrong_stage: [
    'Le parcours est à l’étape « {stage} » ({task}) : cette action ne s’y fait pas.',
    'The journey is at stage "{stage}" ({task}): this is not done there.',
  ],
  journey_paused: [
    'Ce parcours est en pause jusqu’au {until} : reprenez-le d’abord.',
    'This journey is paused until {until}: resume it first.',
  ],
  not_paused: ['Ce parcours n’est pas en pause.', 'This journey is not paused.'],
  mediator_to_be_named: [
    'Ce parcours vient d’arriver dans ce lieu : nommez d’abord son médiateur.',
    'This journey has just come to this place: name its mediator first.',
  ],
  journey_closed: ['Ce parcours est clos : {outcome}.', 'This journey is closed: {outcome}.'],
  journey_not_closed: [
    'Ce parcours est en cours (étape « {stage} ») : il n’y a rien à rouvrir.',
    'This journey is open (stage "{stage}"): there is nothing to reopen.',
  ],
  unknown_fact: [
    'Rien de tel n’a été enregistré à l’étape « {stage} » : {fact}.',
    'No such thing was recorded at stage "{stage}": {fact}.',
  ],
  stage_not_reopened: [
    'Ce parcours ne peut pas être rouvert à l’étape « {stage} ».',
    'This journey cannot be reopened at stage "{stage}".',
  ],
  dotation_ended: [
    'La personne a reçu l’ordinateur de ce parcours : sa dotation ne s’ouvre pas une seconde fois.',
    'The person has received the laptop of this journey: its dotation does not open a second time.',
  ],
  unknown_definition: [
    'Ce modèle de parcours n’existe pas : {definition}.',
    'No such journey definition: {definition}.',
  ],
  unknown_code: ['Le code « {code} » n’existe pas dans « {list} ».', 'The code "{code}" does not exist in "{list}".'],
  unknown_place: ['Ce lieu n’est pas connu dans ce territoire.', 'This place is not known in this territory.'],
  place_without_structure: [
    'Ce lieu n’a pas de structure : il ne peut pas recevoir de parcours.',
    'This place has no structure: it cannot take journeys.',
  ],
  coordinates_together: [
    'Latitude et longitude vont ensemble : donnez les deux, ou aucune.',
    'Latitude and longitude go together: give both, or neither.',
  ],
  place_edited_since: [
    'Ce lieu a été corrigé ici le {day} : un annuaire qui n’est pas daté d’un jour postérieur n’y change rien.',
    'This place was corrected here on {day}: a directory that is not of a later day changes nothing of it.',
  ],
  place_already_registered: [
    'Un autre lieu du territoire a déjà cet identifiant dans la même source.',
    'Another place of the territory already has this identifier in the same source.',
  ],
  not_a_mediator: ['Cette personne n’est pas médiateur ou médiatrice.', 'This agent is not a mediator.'],
  permanence_twice: [
    'Deux permanences au même lieu le même jour : réunissez leurs horaires.',
    'Two entries for the same place and the same day: put their hours together.',
  ],
  agent_has_left: [
    'Cette personne a quitté la structure le {day} : rien de nouveau ne peut lui être confié.',
    'This agent left on {day}: nothing new can be given to them.',
  ],
  return_before_departure: [
    'La date « {field} » ({date}) précède le départ du {day}.',
    'The date "{field}" ({date}) is before the departure of {day}.',
  ],
  step_mismatch: [
    'Le champ « {field} » ne va pas avec l’étape « {step} » du dossier.',
    'The field "{field}" does not go with the step "{step}" of the case.',
  ],
  step_without_stage: [
    'Ce modèle de parcours n’a pas d’étape où un dossier « {step} » puisse continuer.',
    'This journey definition has no stage where a case at "{step}" could go on.',
  ],
  entry_mismatch: [
    'Le champ « {field} » ne va pas avec la façon dont la personne est venue ({entry}).',
    'The field "{field}" does not go with the way in which the person came ({entry}).',
  ],
  entry_not_yours: [
    'Une fiche papier ou une personne venue d’elle-même se saisit au lieu, ou par la coordination.',
    'A paper sheet, or somebody who walked in, is typed by the lieu or by the coordinator.',
  ],
  walk_in_elsewhere: [
    'Une personne venue d’elle-même est orientée par le lieu où elle est venue.',
    'Somebody who walked in is referred by the place where they came.',
  ],
  prescriber_name_required: ['Une fiche papier dit qui l’a signée.', 'A paper sheet says who has signed it.'],
  representative_required: [
    'Une personne de moins de 18 ans a un représentant : dites qui.',
    'Somebody under 18 is represented: say by whom.',
  ],
  representative_consents: [
    'Pour une personne de moins de 18 ans, l’accord est donné par qui la représente.',
    'For somebody under 18, whoever represents them consents.',
  ],
  mediator_full: [
    'Ce médiateur suit déjà {followed} parcours, pour une capacité de {capacity} : mettez la personne en liste d’attente.',
    'This mediator already follows {followed} journeys, for a capacity of {capacity}: put the person on the waiting list.',
  ],
  mediator_not_full: [
    'Ce médiateur a une place : acceptez sans passer au-delà de sa capacité.',
    'This mediator has a place: accept without going beyond their capacity.',
  ],
  lieu_has_place: [
    'Un médiateur du lieu a une place : acceptez la demande, elle n’a pas à attendre.',
    'A mediator of this place has room: accept the referral, it does not have to wait.',
  ],
  unknown_agent: ['Cette personne de la structure n’est pas connue.', 'This agent is not known.'],
  agent_of_another_structure: [
    'Cette personne n’est pas de la structure attendue.',
    'This agent does not belong to the expected structure.',
  ],
  unknown_commune: ['Cette commune n’est pas dans le territoire.', 'This commune is not in the territory.'],
  unknown_territory: ['Ce territoire n’est décrit nulle part.', 'No settings describe this territory.'],
  unknown_structure: ['Cette structure n’est pas connue.', 'This structure is not known.'],
  structure_without_role: [
    'Cette structure n’a pas le rôle « {role} ».',
    'This structure does not have the role "{role}".',
  ],
  other_consent_text: [
    'Le consentement porte sur le texte « {given} », le texte en vigueur est « {expected} ».',
    'The consent is for text "{given}", the one in force is "{expected}".',
  ],
  date_in_future: ['La date « {field} » est dans le futur : {date}.', 'The date "{field}" is in the future: {date}.'],
  date_before_consent: [
    'La date « {field} » précède l’accord de la personne : {date}.',
    'The date "{field}" is before the person’s consent: {date}.',
  ],
  date_before: [
    'La date « {field} » ({date}) précède {what} du {day}.',
    'The date "{field}" ({date}) is before {what} of {day}.',
  ],
  date_in_past: ['La date « {field} » est déjà passée : {date}.', 'The date "{field}" is already past: {date}.'],
  date_too_far: ['La date « {field} » est trop lointaine : {date}.', 'The date "{field}" is too far away: {date}.'],
  plan_too_short: [
    'La séance {recorded} est déjà enregistrée : le plan ne peut pas se limiter à {sessions}.',
    'Session {recorded} is already recorded: the plan cannot stop at {sessions}.',
  ],
  before_appointment: [
    'Le rendez-vous est le {date} : on ne peut pas encore dire qu’il est manqué.',
    'The appointment is on {date}: it cannot be called missed yet.',
  ],
  consent_before_birth: ['Le consentement est antérieur à la naissance.', 'The consent is earlier than the birth.'],
  birth_date_in_future: ['La date de naissance est dans le futur.', 'The birth date is in the future.'],
  same_lieu: [
    'Ce lieu vient de ne pas donner suite : choisissez-en un autre.',
    'This place has just not followed up: choose another.',
  ],
  wrong_instrument: [
    'La mesure « {measure} » attend la version « {expected} », pas « {given} ».',
    'The measure "{measure}" expects version "{expected}", not "{given}".',
  ],
  not_measured: ['À cette étape, « {measure} » n’est pas mesuré.', 'At this stage, "{measure}" is not measured.'],
  incomplete_answers: ['Il manque une réponse : {item}.', 'An answer is missing: {item}.'],
  out_of_scale: ['La valeur de « {item} » sort de l’échelle.', 'The value of "{item}" is out of its scale.'],
  reasons_required: [
    'Dites pourquoi : un motif partageable et un motif pour le lieu.',
    'Say why: a shareable reason and one for the lieu.',
  ],
  reasons_unwanted: ['Un motif n’a pas de sens ici.', 'A reason makes no sense here.'],
  unknown_session: [
    'Le plan prévoit {sessions} séances, pas de séance {session}.',
    'The plan has {sessions} sessions, there is no session {session}.',
  ],
  session_already_recorded: ['La séance {session} est déjà enregistrée.', 'Session {session} is already recorded.'],
  no_session_attended: [
    'Aucune séance n’a été suivie : la formation ne peut pas être évaluée.',
    'No session was attended: the training cannot be assessed.',
  ],
  ...stockRules,
  unsupported_document: [
    'Ce fichier n’est ni un PDF, ni une image JPEG ou PNG.',
    'This file is neither a PDF nor a JPEG or PNG image.',
  ],
  whole_territory_only: [
    'Votre rôle lit les résultats de tout le territoire, sans filtre : deux réponses filtrées feraient voir un petit groupe.',
    'Your role reads the outcomes of the whole territory, unfiltered: two filtered answers would tell of a small group.',
  ],
  already_followed: [
    'Cette personne suit déjà ce parcours : il n’est pas clos.',
    'This person already follows this journey: it is not closed.',
  ],
  ...personRules,
} as const satisfies Record<string, readonly [fr: string, en: string]>

export type RuleCode = keyof typeof rules

/** What a date that people give may not come before: the words for `{what}` in `date_before`. */
export const earlierSteps = {
  opening: ['l’ouverture du dossier', 'the opening of the case'],
  referral: ['l’orientation de la personne', 'the referral of the person'],
  appointment: ['le rendez-vous', 'the appointment'],
  diagnostic: ['le diagnostic', 'the diagnostic'],
  last_assessment: ['le dernier bilan', 'the last assessment'],
  project_start: ['le début du projet', 'the start of the project'],
  previous_step: ['l’étape précédente', 'the previous step'],
  receipt: ['l’édition du reçu', 'the issue of the receipt'],
  agreement: ['l’établissement de la convention', 'the making of the agreement'],
  signature: ['la signature du reçu', 'the signature of the receipt'],
  hand_over: ['la remise de l’ordinateur', 'the hand-over of the laptop'],
  binding: ['la réservation de l’ordinateur', 'the binding of the laptop'],
  lot_received: ['la réception du lot', 'the receipt of the lot'],
} as const satisfies Record<string, readonly [fr: string, en: string]>

export type EarlierStep = keyof typeof earlierSteps
