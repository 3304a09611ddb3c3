import { type RuleCode, rules as domainRules } from '../../../libs/domain/kernel/rules'

/** Rules of HTTP alone: what can be wrong before any command is read. Same form as the domain's. */
const httpRules = {
  unauthenticated: [
    'Un jeton valable est nécessaire (en-tête Authorization: Bearer …).',
    'A valid token is needed (Authorization: Bearer … header).',
  ],
  unknown_route: ['Cette adresse n’existe pas.', 'No such address.'],
  malformed_json: ['Le corps de la requête n’est pas du JSON valable.', 'The body is not valid JSON.'],
  malformed_request: ['La requête n’est pas valable.', 'The request is not valid.'],
  body_too_large: [
    'Le corps de la requête dépasse {body} Mio ({file} Mio pour un fichier, {document} Mio pour un document).',
    'The body of the request is over {body} MiB ({file} MiB for a file, {document} MiB for a document).',
  ],
  unsupported_media_type: [
    'Ce type de contenu n’est pas accepté ici ; attendu : {expected}.',
    'This content type is not accepted here; expected: {expected}.',
  ],
  idempotency_key_required: [
    'Donnez une clé d’idempotence (en-tête Idempotency-Key, 1 à 200 caractères sans espace).',
    'Give an idempotency key (Idempotency-Key header, 1 to 200 characters without space).',
  ],
  if_match_malformed: [
    'L’en-tête If-Match attend la version entre guillemets, par exemple "3".',
    'The If-Match header takes the version in quotes, for example "3".',
  ],
  cursor_malformed: [
    'Ce curseur ne vient pas d’une page de cette liste.',
    'This cursor does not come from a page of this list.',
  ],
  unknown_mail: [
    'Ce courriel n’existe pas, ou n’est pas de votre territoire.',
    'No such mail, or not in your territory.',
  ],
  unknown_document: [
    'Ce document n’existe pas, ou n’est pas à vous de le lire.',
    'No such document, or not yours to read.',
  ],
  unknown_letter: [
    'Cette lettre n’existe pas, ou n’est pas à votre lieu de l’imprimer.',
    'No such letter, or not your lieu’s to print.',
  ],
  letter_not_due: [
    'Cette lettre n’a plus lieu d’être : ce qu’elle annonce a changé. Ne l’envoyez pas.',
    'This letter is void: what it tells of has changed. Do not post it.',
  ],
  mail_not_failed: [
    'Ce courriel n’a pas échoué : il n’y a rien à renvoyer.',
    'This mail has not failed: there is nothing to send again.',
  ],
  not_ready: ['Le service n’est pas prêt : {causes}.', 'The service is not ready: {causes}.'],
  unavailable: [
    'Le service ne peut pas répondre pour le moment : réessayez avec la même clé d’idempotence.',
    'The service cannot answer at the moment: try again with the same idempotency key.',
  ],
  internal: [
    'Erreur interne ; rien de plus ne peut en être dit ici. Référence : {reference}.',
    'Internal error; nothing more can be told here. Reference: {reference}.',
  ],
} as const satisfies Record<string, readonly [fr: string, en: string]>

export type HttpRule = keyof typeof httpRules
export type ApiRule = HttpRule | RuleCode

/** The status of each rule; what is not named here is 422: understood, and refused by a rule of the domain. */
const statuses: Readonly<Partial<Record<ApiRule, number>>> = {
  unauthenticated: 401,
  unknown_route: 404,
  malformed_json: 400,
  malformed_request: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_required: 400,
  if_match_malformed: 400,
  cursor_malformed: 400,
  not_ready: 503,
  unavailable: 503,
  internal: 500,
  unknown_mail: 404,
  unknown_document: 404,
  unknown_letter: 404,
  letter_not_due: 409,
  unsupported_document: 415,
  mail_not_failed: 409,
  invalid_data: 400,
  unknown_command: 404,
  unknown_stream: 404,
  not_allowed: 403,
  whole_territory_only: 403,
  other_territory: 403,
  deadline_only: 403,
  already_exists: 409,
  wrong_stage: 409,
  journey_closed: 409,
  stale_version: 412,
  version_required: 428,
}

export const statusOf = (rule: string): number => statuses[rule as ApiRule] ?? 422

/** The French and English sentences of a rule, before its `{names}` are filled. */
export const sentencesOf = (rule: ApiRule): readonly [fr: string, en: string] =>
  rule in httpRules ? httpRules[rule as HttpRule] : domainRules[rule as RuleCode]
