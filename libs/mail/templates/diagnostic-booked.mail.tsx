import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'

/** To the prescriber: when the person is expected. */
export const diagnosticBooked: Template<'diagnostic_booked'> = ({ at }, facts) => ({
  title: 'Le rendez-vous de diagnostic est fixé',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{`La personne est attendue le ${facts.words.moment(at)}.`}</Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        Vous n’avez rien à faire. Si vous voyez la personne avant ce jour, rappelez-lui la date et le lieu.
      </Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
