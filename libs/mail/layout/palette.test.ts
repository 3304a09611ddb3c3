import { palette } from './palette'

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (colour: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (a: string, b: string) => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test('the measure is right: black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

test.each([
  ['ink', 'paper'],
  ['quiet', 'paper'],
  ['paper', 'accent'],
] as const)('%s on %s can be read by tired eyes', (text, ground) => {
  expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(7)
})
