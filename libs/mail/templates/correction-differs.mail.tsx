import { JourneyDetails, List, Paragraph, ParcoursLink } from '../layout/parts.layout'
import type { Template } from '../letter'
import { differenceWords } from '../words/difference.words'

/** To the coordinator: a fact was put right, and decisions that stand would now be others. */
export const correctionDiffers: Template<'correction_differs'> = ({ codes }, facts) => ({
  title: 'Une correction met en question une décision',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        Un fait de ce parcours a été corrigé. Des décisions déjà prises seraient maintenant différentes :
      </Paragraph>
      <List items={codes.map((code) => differenceWords[code])} />
      <JourneyDetails facts={facts} />
      <Paragraph>
        Rien n’a été annulé. Lisez le parcours, puis décidez s’il faut le rouvrir ou le laisser comme il est.
      </Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
