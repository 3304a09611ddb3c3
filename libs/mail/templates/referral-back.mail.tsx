import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import { definitionOf, labelOf, type Template } from '../letter'

/** To the prescriber: the lieu has declined, or has not answered in time. */
export const referralBack: Template<'referral_back'> = ({ reason }, facts) => {
  const label = labelOf(definitionOf(facts).refusals.decline.shareable, reason)
  return {
    title: reason === null ? 'Le lieu n’a pas répondu' : 'Le lieu ne peut pas accueillir la personne',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>
          {reason === null
            ? 'Le lieu que vous aviez choisi n’a pas répondu avant la date limite. La demande vous revient.'
            : 'Le lieu que vous aviez choisi décline la demande. Elle vous revient.'}
        </Paragraph>
        {label && <Paragraph>{`Sa raison : ${label}.`}</Paragraph>}
        <JourneyDetails facts={facts} />
        <Request task="choose_lieu" facts={facts} />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
