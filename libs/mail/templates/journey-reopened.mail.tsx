import { JourneyDetails, Paragraph, ParcoursLink } from '../layout/parts.layout'
import type { Template } from '../letter'

/** To the prescriber and to the mediator: a journey that was over goes on. */
export const journeyReopened: Template<'journey_reopened'> = ({ stage }, facts) => {
  const name = facts.definition?.stages.find(({ code }) => code === stage)?.fr
  return {
    title: 'Le parcours est rouvert',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>
          {name ? `Ce parcours était clos. Il reprend à l’étape « ${name} ».` : 'Ce parcours était clos. Il reprend.'}
        </Paragraph>
        <JourneyDetails facts={facts} />
        <Paragraph>
          {facts.to === 'prescriber'
            ? 'Si quelque chose est attendu de vous, vous le trouverez dans vos tâches.'
            : 'Reprenez contact avec la personne. Ce qui est attendu de vous est dans vos tâches.'}
        </Paragraph>
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
