import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the mediator: the appointment for their calendar, whoever booked it. The calendar itself names nobody. */
export const appointmentCalendar: Template<'appointment_calendar'> = ({ at }, facts) => ({
  title: 'Un rendez-vous pour votre agenda',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{`Le rendez-vous est le ${facts.words.moment(at)}.`}</Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        L’invitation jointe l’inscrit dans votre agenda, à la place de l’ancienne date s’il y en avait une.
      </Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})

/** To the mediator: the appointment is not to be, or others hold it. */
export const appointmentCancelled: Template<'appointment_cancelled'> = ({ at }, facts) => ({
  title: 'Un rendez-vous est annulé',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{`Le rendez-vous du ${facts.words.moment(at)} n’aura pas lieu, ou pas avec vous.`}</Paragraph>
      <JourneyDetails facts={facts} />
      <NothingToDo />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
