/** Every text on its ground has a contrast of 7 or more (WCAG AAA). */
export const palette = {
  ground: '#f2f4f3',
  paper: '#ffffff',
  ink: '#1c2422',
  quiet: '#45504c',
  accent: '#0f4f3f',
  line: '#c9d1ce',
} as const

export const font = { fontFamily: 'Arial, Helvetica, sans-serif', fontSize: '16px', lineHeight: '1.5' } as const
