import { Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import { SessionDetails } from '../layout/session.layout'
import type { Template } from '../letter'

/** To each member who was called to a session that does not take place. */
export const sessionCancelled: Template<'session_cancelled'> = ({ on, grants }) => ({
  title: 'Une séance du comité est annulée',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>La séance du comité à laquelle vous étiez convoqué n’aura pas lieu.</Paragraph>
      <SessionDetails {...{ on, grants }} />
      <Paragraph>Ses dossiers attendent une autre séance, à laquelle vous serez peut-être convoqué.</Paragraph>
      <NothingToDo />
    </>
  ),
})
