import { reportOf } from './reconcile.report'
import type { Reconciled } from './reconcile.run'

const quiet: Reconciled = {
  ...{ epoch: null, open: 2, replanned: 0, right: 2, started: 0, signalled: 0, restarted: 0 },
  ...{ ahead: [], finished: 0, ended: [] },
}

describe('the report of a reconciliation', () => {
  it('is one line where all was right', () => {
    expect(reportOf(quiet)).toBe('2 flux ouverts dans le journal, dont 2 déjà à jour dans Temporal.')
  })

  it('says what was done', () => {
    const ended = ['journey-00000000-0000-4000-8000-000000000001']
    const report = {
      ...quiet,
      epoch: 1_790_000_000,
      replanned: 3,
      started: 1,
      signalled: 1,
      restarted: 2,
      finished: 1,
      ended,
    }
    expect(reportOf(report).split('\n')).toEqual([
      "Époque portée à 1790000000 : les échéances connues d'avant la restauration ne valent plus.",
      '2 flux ouverts dans le journal, dont 2 déjà à jour dans Temporal.',
      '- 3 attentes recalculées',
      '- 1 workflow manquant démarré',
      '- 1 workflow prévenu',
      '- 2 workflows bloqués relancés',
      '- 1 workflow prévenu que son flux est clos',
      `- 1 workflow sans flux terminé : ${ended[0]}`,
    ])
  })

  it('says what to do where the log was restored', () => {
    const ahead = ['journey-00000000-0000-4000-8000-000000000001']
    expect(reportOf({ ...quiet, ahead })).toContain(
      `avance sur le journal : ${ahead[0]}\nLe journal a donc été restauré`,
    )
  })
})
