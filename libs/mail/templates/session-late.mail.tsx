import { Heading, Paragraph, ParcoursLink } from '../layout/parts.layout'
import { SessionDetails } from '../layout/session.layout'
import type { Template } from '../letter'

/** To the fund managers: the day of a session is over, and it is not closed. */
export const sessionLate: Template<'session_late'> = ({ on, grants }, { journey }) => ({
  title: 'Une séance du comité est à clore',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Le jour d’une séance du comité est passé et elle n’est pas close.</Paragraph>
      <SessionDetails {...{ on, grants }} />
      <Heading>Ce que vous avez à faire</Heading>
      <Paragraph>Si elle a eu lieu, prononcez sa clôture : les votes sont alors comptés. Sinon, annulez-la.</Paragraph>
      <Heading>Sinon</Heading>
      <Paragraph>Ses dossiers attendent et vous recevez un nouveau rappel.</Paragraph>
      <ParcoursLink journey={journey} />
    </>
  ),
})
