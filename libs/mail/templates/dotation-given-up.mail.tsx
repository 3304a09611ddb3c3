import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'

/** To the mediator and to the coordinator: the wait for a laptop has ended without one. */
export const dotationGivenUp: Template<'dotation_given_up'> = (_, facts) => ({
  title: 'Le parcours continue sans ordinateur',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        Aucun ordinateur n’a été attribué à la personne avant la date limite. Sa demande d’ordinateur s’arrête. Le
        parcours continue jusqu’au bilan de fin.
      </Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        {facts.to === 'mediator'
          ? 'Prévenez la personne. Nous vous écrirons quand le bilan sera à faire.'
          : 'Le médiateur qui suit la personne est prévenu.'}
      </Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
