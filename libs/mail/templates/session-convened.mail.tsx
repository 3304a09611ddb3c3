import { Paragraph, ParcoursLink } from '../layout/parts.layout'
import { MemberRequest, SessionDetails } from '../layout/session.layout'
import type { Template } from '../letter'

/** To each member who is called to a session of the committee. */
export const sessionConvened: Template<'session_convened'> = ({ on, grants, votes }, { journey }) => ({
  title: 'Vous êtes convoqué à une séance du comité',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Le comité du fonds se réunit pour examiner des demandes de subvention.</Paragraph>
      <SessionDetails {...{ on, grants }} />
      <MemberRequest {...{ on, votes }} />
      <ParcoursLink journey={journey} />
    </>
  ),
})
