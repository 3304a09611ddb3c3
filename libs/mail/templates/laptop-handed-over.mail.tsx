import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'
import { calendarDay } from '../words/date.words'

/** To the prescriber: the person has a laptop. */
export const laptopHandedOver: Template<'laptop_handed_over'> = ({ on }, facts) => ({
  title: 'L’ordinateur est remis',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        {on === null
          ? 'La personne a reçu son ordinateur.'
          : `La personne a reçu son ordinateur le ${calendarDay(on)}.`}
      </Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        Le lieu fera un bilan avec elle dans quelque temps. Nous vous écrirons à la fin du parcours.
      </Paragraph>
      <NothingToDo />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
