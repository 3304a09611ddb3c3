import { definitionNamePattern } from '../commands/coverage.commands'
import { digestPattern } from '../commands/device.commands'
import { siretPattern } from '../commands/directory.commands'
import { codePattern, inseePattern, markPattern, pixPattern } from '../commands/parts'
import { pivotPattern, postalCodePattern } from '../commands/place.commands'
import { streamPattern } from '../stream'
import { definitionIdPattern } from './definition.schemas'
import { sirenPattern } from './outcome.schema'

type Words = readonly [fr: string, en: string]

/** What is expected where a text must match a pattern: nobody is shown the pattern itself. */
const forms: ReadonlyMap<string, Words> = new Map(
  (
    [
      [
        codePattern,
        'un code en minuscules sans accent, chiffres et _, 60 caractères au plus',
        'a code in lower case without accents, digits and _, 60 characters at most',
      ],
      [
        markPattern,
        'des lettres sans accent, des chiffres et . _ / - sans espace, 60 caractères au plus, le premier étant une lettre ou un chiffre',
        'letters without accents, digits and . _ / - without space, 60 characters at most, the first being a letter or a digit',
      ],
      [inseePattern, 'un code INSEE de commune, par exemple 40088', 'the INSEE code of a commune, such as 40088'],
      [siretPattern, 'un SIRET de quatorze chiffres sans espace', 'a SIRET of fourteen digits without space'],
      [
        pivotPattern,
        'un SIRET, un RNA ou un RIDET : neuf à quatorze lettres ou chiffres',
        'a SIRET, an RNA or a RIDET: nine to fourteen letters or digits',
      ],
      [postalCodePattern, 'un code postal de cinq chiffres', 'a postal code of five digits'],
      [
        digestPattern,
        'une empreinte SHA-256 : 64 chiffres et lettres de a à f, en minuscules',
        'a SHA-256 digest: 64 digits and letters from a to f, in lower case',
      ],
      [sirenPattern, 'un SIREN de neuf chiffres sans espace', 'a SIREN of nine digits without space'],
      [pixPattern, 'une compétence Pix, par exemple 1.1', 'a Pix competence, such as 1.1'],
      [
        definitionIdPattern,
        'un modèle de parcours et sa version, par exemple exemple.v1',
        'a journey definition and its version, such as example.v1',
      ],
      [
        definitionNamePattern,
        'un modèle de parcours sans sa version, par exemple exemple',
        'a journey definition without its version, such as example',
      ],
      [streamPattern, 'un identifiant <type>-<uuid>', 'an identifier <kind>-<uuid>'],
    ] as const
  ).map(([pattern, ...words]) => [String(pattern), words]),
)

/** The words for a pattern as zod's issues write it; null where it has none. */
export function patternWords(pattern: string): Words | null {
  const kind = /^\/\^(?:([a-z_]+)-)?\[0-9a-f\]\{8\}/.exec(pattern)
  if (!kind) return forms.get(pattern) ?? null
  const id = kind[1] ? `${kind[1]}-<uuid>` : '<uuid>'
  return [`un identifiant ${id}`, `an identifier ${id}`]
}
