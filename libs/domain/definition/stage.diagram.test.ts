import { landes } from '../../testing/journey.fixtures'
import { diagramOf } from './stage.diagram'

test('the diagram of a version is drawn from its data', () => {
  expect(diagramOf(landes)).toBe(
    [
      'stateDiagram-v2',
      '  state "Prescription" as prescription',
      '  state "Diagnostic" as diagnostic',
      '  state "Formation" as training',
      '  state "Dotation" as dotation',
      '  state "Suivi à 3 mois" as evaluation',
      '  [*] --> prescription',
      '  prescription --> diagnostic',
      '  diagnostic --> training : trainingNeeded',
      '  diagnostic --> dotation : Pas besoin de formation',
      '  diagnostic --> evaluation : Ni formation ni ordinateur',
      '  training --> dotation : laptopNeeded && commitmentKept',
      '  training --> evaluation : Pas d’ordinateur pas de besoin, ou engagement non tenu',
      '  dotation --> evaluation',
      '  evaluation --> [*]',
    ].join('\n'),
  )
})

test('words that would break the drawing do not', () => {
  const stages = landes.stages.slice(4).map((stage) => ({ ...stage, fr: '\nUn "suivi" ; #fin\n[*] --> x;' }))
  expect(diagramOf({ stages }).split('\n')[1]).toBe('  state "Un ”suivi” fin [*] --> x" as evaluation')
})
