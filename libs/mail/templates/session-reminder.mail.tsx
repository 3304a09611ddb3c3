import { Paragraph, ParcoursLink } from '../layout/parts.layout'
import { MemberRequest, SessionDetails } from '../layout/session.layout'
import type { Template } from '../letter'
import { calendarDay } from '../words/date.words'

/** To each member of a session, before it and on its day. */
export const sessionReminder: Template<'session_reminder'> = ({ on, grants, votes }, { journey }) => ({
  title: `Rappel : séance du comité le ${calendarDay(on)}`,
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Une séance du comité du fonds approche.</Paragraph>
      <SessionDetails {...{ on, grants }} />
      <MemberRequest {...{ on, votes }} />
      <ParcoursLink journey={journey} />
    </>
  ),
})
