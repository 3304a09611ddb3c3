import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the prescriber: the lieu is full, the person waits for a place. */
export const lineEntered: Template<'line_entered'> = (_, facts) => ({
  title: 'La personne est sur liste d’attente',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        Le lieu que vous avez choisi est complet. La personne que vous lui avez adressée est sur sa liste d’attente.
      </Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        Les places libres sont proposées dans l’ordre de la liste. Nous vous écrirons quand son rang sera connu, puis
        quand une place se libérera.
      </Paragraph>
      {facts.before && <Paragraph>{`Sans place libre avant le ${facts.before}, la demande vous reviendra.`}</Paragraph>}
      <NothingToDo />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
