/** What was told with each event of a grant, by its version; free texts alone. */
export type TextsByVersion = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** The texts that a grant keeps in the vault: of its project, of a decision or an opinion, of a report. */
export const grantTextFields = ['title', 'description', 'note', 'account'] as const
type TextField = (typeof grantTextFields)[number]

/** A text that was told with an event; null where none was, or it was erased. */
export function textOf(texts: TextsByVersion, { version }: { readonly version: number }, field: TextField) {
  const text = texts.get(String(version))?.[field]
  return typeof text === 'string' ? text : null
}
