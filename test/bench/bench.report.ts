import type { RatioFigures } from './step.rounds'
import type { LagFigures } from './wake.lag'

/** Everything that one run has measured. */
export interface BenchFigures {
  readonly machine: { readonly cpus: number; readonly model: string; readonly node: string }
  /** The api with its relay; worker and mailer do not run. */
  readonly alone: RatioFigures
  /** Everything runs. */
  readonly all: RatioFigures
  readonly lag: LagFigures
}

export const targets = { ratio: 0.5, lagP95Ms: 2_000 } as const

/** What is missed, by name; nothing where all is met. */
export function missedTargets({ all, lag }: BenchFigures): readonly string[] {
  return [...(all.median >= targets.ratio ? [] : ['ratio']), ...(lag.p95 < targets.lagP95Ms ? [] : ['lag'])]
}

/** The figures as a table for people, then the same as one line of JSON. */
export function reportOf(figures: BenchFigures): string {
  const { machine, alone, all, lag } = figures
  const missed = missedTargets(figures)
  const verdict = (name: string) => (missed.includes(name) ? 'MANQUÉ' : 'tenu')
  return [
    '',
    `Machine : ${machine.cpus} cœurs (${machine.model}), Node ${machine.node}. Des rapports, pas des performances.`,
    '',
    'Un pas par HTTP, acquitté, 16 à la fois ; fenêtres alternées avec le même SQL derrière une route Fastify nue',
    ...sideLines('API et son relais', alone),
    ...sideLines('tout en marche   ', all),
    `  cible : rapport ≥ ${targets.ratio}, tout en marche → ${verdict('ratio')} (${all.median.toFixed(2)})`,
    '',
    'Du pas acquitté au workflow qui l’a suivi (Update `followed`, demandé à chaque pas)',
    `  ${lag.steps} pas, ${lag.perSecond.toFixed(1)}/s : p50 ${ms(lag.p50)}, p95 ${ms(lag.p95)}, max ${ms(lag.max)}`,
    `  cible : p95 < ${targets.lagP95Ms / 1000} s → ${verdict('lag')}`,
    '',
    JSON.stringify({ ...rounded(figures), targets, missed }),
  ].join('\n')
}

function sideLines(name: string, { ratios, median, api, bare }: RatioFigures): string[] {
  const spread = `${Math.min(...ratios).toFixed(2)} à ${Math.max(...ratios).toFixed(2)}`
  const side = ({ perSecond, p50, p99 }: RatioFigures['api']) =>
    `${perSecond.toFixed(0).padStart(5)}/s, p50 ${ms(p50)}, p99 ${ms(p99)}`
  return [
    `  ${name} : rapport médian ${median.toFixed(2)} (${spread}, ${ratios.length} tours)`,
    `      API        ${side(api)}`,
    `      route nue  ${side(bare)}`,
  ]
}

const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`

/** Three decimals are more than any of this is good for. */
const rounded = (figures: BenchFigures): object =>
  JSON.parse(
    JSON.stringify(figures, (_key, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ),
  ) as object
