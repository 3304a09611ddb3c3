import { z } from 'zod'

/** One setting: how it is read, and what it must be in words that follow "must be". */
interface Setting {
  readonly schema: z.ZodType
  readonly fr: string
  readonly en: string
}

function address(...protocols: readonly string[]): z.ZodString {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
}

const postgres = (role: string): Pick<Setting, 'fr' | 'en'> => ({
  fr: `une adresse postgresql://rôle:mot-de-passe@machine:port/base (${role})`,
  en: `an address postgresql://role:password@host:port/database (${role})`,
})

const key32 = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .transform((text) => Buffer.from(text, 'base64'))

const keyWords = {
  fr: '32 octets en base64 (openssl rand -base64 32)',
  en: '32 bytes in base64 (openssl rand -base64 32)',
}
const path = z.string().min(1).optional()
const pathWords = { fr: 'le chemin d’un fichier PEM', en: 'the path of a PEM file' }
const hostWords = {
  fr: "l'adresse où écouter (0.0.0.0 pour toutes)",
  en: 'the address to listen on (0.0.0.0 for all)',
}
const portWords = { fr: 'un port, de 1 à 65535', en: 'a port, from 1 to 65535' }
const port = z.coerce.number().int().min(1).max(65_535)

/** Every setting of Parcours, by the name of its environment variable. */
export const settings = {
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production']).default('development'),
    fr: 'development, test ou production',
    en: 'development, test or production',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    fr: 'fatal, error, warn, info, debug, trace ou silent',
    en: 'fatal, error, warn, info, debug, trace or silent',
  },
  DATABASE_URL: {
    schema: address('postgresql:', 'postgres:'),
    ...postgres("rôle de l'application, parcours_app / the application's role, parcours_app"),
  },
  DATABASE_OWNER_URL: {
    schema: address('postgresql:', 'postgres:'),
    ...postgres("rôle propriétaire, pour les migrations / the owner's role, for migrations"),
  },
  KEYS_DATABASE_URL: {
    schema: address('postgresql:', 'postgres:'),
    ...postgres("rôle du magasin de clés, parcours_keys / the key store's role, parcours_keys"),
  },
  REDIS_URL: {
    schema: address('redis:', 'rediss:').optional(),
    fr: 'une adresse redis:// ou rediss://',
    en: 'an address redis:// or rediss://',
  },
  QUEUE_DATABASE_URL: {
    schema: address('postgresql:', 'postgres:').optional(),
    ...postgres("file d'attente sans Redis / queue without Redis"),
  },
  TEMPORAL_ADDRESS: {
    schema: z.string().regex(/^[^\s/:]+:\d+$/),
    fr: 'une adresse machine:port (7233 en général)',
    en: 'an address host:port (7233 as a rule)',
  },
  TEMPORAL_NAMESPACE: {
    schema: z.string().regex(/^\S+$/).default('default'),
    fr: "le nom d'un namespace de Temporal",
    en: 'the name of a Temporal namespace',
  },
  TEMPORAL_API_KEY: {
    schema: z.string().min(1).optional(),
    fr: 'une clé d’API de Temporal Cloud',
    en: 'an API key of Temporal Cloud',
  },
  TEMPORAL_TLS: {
    schema: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
    fr: 'true ou false ; true est entendu avec une clé d’API ou un certificat',
    en: 'true or false; true is understood with an API key or a certificate',
  },
  TEMPORAL_TLS_CA_PATH: { schema: path, ...pathWords },
  TEMPORAL_TLS_CERT_PATH: { schema: path, ...pathWords },
  TEMPORAL_TLS_KEY_PATH: { schema: path, ...pathWords },
  SMTP_URL: {
    schema: address('smtp:', 'smtps:'),
    fr: 'une adresse smtp:// ou smtps://',
    en: 'an address smtp:// or smtps://',
  },
  MAIL_FROM: {
    schema: z.string().regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/),
    fr: 'une adresse de courriel, avec ou sans nom : Parcours <ne-pas-repondre@exemple.fr>',
    en: 'a mail address, with or without a name: Parcours <no-reply@example.org>',
  },
  API_HOST: { schema: z.string().min(1).default('127.0.0.1'), ...hostWords },
  API_PORT: { schema: port.default(3000), ...portWords },
  HEALTH_HOST: { schema: z.string().min(1).default('127.0.0.1'), ...hostWords },
  HEALTH_PORT: { schema: port, ...portWords },
  PUBLIC_URL: {
    schema: address('http:', 'https:'),
    fr: "l'adresse http(s):// que les personnes ouvrent",
    en: 'the http(s):// address that people open',
  },
  JWT_SECRET: {
    schema: z.string().min(32).optional(),
    fr: 'un secret de 32 caractères au moins',
    en: 'a secret of at least 32 characters',
  },
  VAULT_MASTER_KEY: { schema: key32, ...keyWords },
  DIGEST_KEY: { schema: key32, ...keyWords },
  CODEC_KEY: { schema: key32, ...keyWords },
  CATCHER_SMTP_PORT: { schema: port, ...portWords },
  CATCHER_PAGE_PORT: { schema: port, ...portWords },
  CATCHER_FOLDER: {
    schema: z.string().min(1),
    fr: 'le dossier où garder les courriels',
    en: 'the folder to keep the mails in',
  },
} satisfies Record<string, Setting>

export type SettingName = keyof typeof settings

const shared = ['NODE_ENV', 'LOG_LEVEL'] as const
const vault = ['DATABASE_URL', 'KEYS_DATABASE_URL', 'VAULT_MASTER_KEY', 'DIGEST_KEY'] as const
const queue = ['REDIS_URL', 'QUEUE_DATABASE_URL'] as const
const temporal = [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_CA_PATH',
  'TEMPORAL_TLS_CERT_PATH',
  'TEMPORAL_TLS_KEY_PATH',
  'CODEC_KEY',
] as const

/** What each process reads, and no more: what a process does not hold it cannot leak. */
export const settingsOf = {
  api: [...shared, ...vault, ...queue, ...temporal, 'API_HOST', 'API_PORT', 'PUBLIC_URL', 'JWT_SECRET'],
  worker: [...shared, ...vault, ...queue, ...temporal, 'PUBLIC_URL', 'HEALTH_HOST', 'HEALTH_PORT'],
  mailer: [...shared, ...vault, ...queue, 'SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL', 'HEALTH_HOST', 'HEALTH_PORT'],
  catcher: [...shared, 'CATCHER_SMTP_PORT', 'CATCHER_PAGE_PORT', 'CATCHER_FOLDER'],
  /** Migrations, before anything else runs: the passwords of the roles that it makes are in their addresses. */
  migrate: ['DATABASE_OWNER_URL', 'DATABASE_URL', 'KEYS_DATABASE_URL'],
  /** The commands that rebuild and reconcile. */
  upkeep: [...shared, ...vault, ...queue, ...temporal, 'DATABASE_OWNER_URL'],
} as const satisfies Record<string, readonly SettingName[]>

export type ProcessName = keyof typeof settingsOf
