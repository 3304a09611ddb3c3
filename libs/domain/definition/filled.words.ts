/** A definition's words with its facts in their places: « le {lastHandedOverOn} »; what is not known stays as it is. */
export const filled = (text: string, facts: Readonly<Record<string, string | number | null | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
