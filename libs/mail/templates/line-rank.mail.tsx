import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the prescriber: the rank of somebody on a waiting list, that nobody who comes later takes from them. */
export const lineRank: Template<'line_rank'> = ({ rank }, facts) => ({
  title: `Liste d’attente : ${rank === 1 ? 'la personne est la première' : `la personne est au rang ${rank}`}`,
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        {rank === 1
          ? 'La personne que vous avez adressée au lieu est la première de sa liste d’attente.'
          : `La personne que vous avez adressée au lieu est au rang ${rank} de sa liste d’attente.`}
      </Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>Ce rang est acquis : personne ne passera devant elle.</Paragraph>
      {facts.before && <Paragraph>{`Sans place libre avant le ${facts.before}, la demande vous reviendra.`}</Paragraph>}
      <NothingToDo />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
