const formats = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' }),
  en: new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' }),
} as const

/** An amount of integer cents as people read it: « 2 500 € », « 12,50 € ». */
export const eurosOf = (cents: number, language: keyof typeof formats): string => formats[language].format(cents / 100)
