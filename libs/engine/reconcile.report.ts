import type { Stream } from '../contracts/stream'
import type { Reconciled } from './reconcile.run'

/** What a person reads of a reconciliation, in French; it names streams only where something is to be done about them. */
export function reportOf(report: Reconciled): string {
  const { epoch, open, replanned, right, started, signalled, restarted, finished, ended, ahead } = report
  return [
    ...(epoch === null
      ? []
      : [`Époque portée à ${epoch} : les échéances connues d'avant la restauration ne valent plus.`]),
    `${count(open, 'flux ouvert', 'flux ouverts')} dans le journal, dont ${right} déjà à jour dans Temporal.`,
    ...line(replanned, 'attente recalculée', 'attentes recalculées'),
    ...line(started, 'workflow manquant démarré', 'workflows manquants démarrés'),
    ...line(signalled, 'workflow prévenu', 'workflows prévenus'),
    ...line(restarted, 'workflow bloqué relancé', 'workflows bloqués relancés'),
    ...line(finished, 'workflow prévenu que son flux est clos', 'workflows prévenus que leur flux est clos'),
    ...line(ended.length, 'workflow sans flux terminé', 'workflows sans flux terminés', ended),
    ...line(ahead.length, 'workflow en avance sur le journal', 'workflows en avance sur le journal', ahead),
    ...(ahead.length === 0 ? [] : ['Le journal a donc été restauré : relancez avec --restored.']),
  ].join('\n')
}

function line(size: number, one: string, many: string, streams: readonly Stream[] = []): readonly string[] {
  if (size === 0) return []
  return [`- ${count(size, one, many)}${streams.length === 0 ? '' : ` : ${streams.join(', ')}`}`]
}

const count = (size: number, one: string, many: string): string => `${size} ${size < 2 ? one : many}`
