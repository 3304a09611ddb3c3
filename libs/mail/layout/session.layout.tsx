import { calendarDay } from '../words/date.words'
import { Details, Heading, Paragraph } from './parts.layout'

const grantCount = (number: number): string => (number === 1 ? '1 dossier' : `${number} dossiers`)

/** Which session it is: its day, and how many grants it hears. */
export const SessionDetails = ({ on, grants }: { readonly on: string; readonly grants: number }) => (
  <Details
    rows={[
      ['Séance', calendarDay(on)],
      ['Ordre du jour', grantCount(grants)],
    ]}
  />
)

/** What a member does; of a call where they do not vote, they come. */
export const MemberRequest = ({ on, votes }: { readonly on: string; readonly votes: number }) => (
  <>
    <Heading>Ce que vous avez à faire</Heading>
    <Paragraph>
      {votes > 0
        ? `Lisez les dossiers, puis votez sur chacun à partir du ${calendarDay(on)} et avant la clôture de la séance.`
        : `Lisez les dossiers, puis participez à la séance du ${calendarDay(on)}.`}
    </Paragraph>
    <Paragraph>
      Si vous avez un intérêt dans un projet, déclarez-le dès que possible : vous ne lirez pas les débats sur ce
      dossier.
    </Paragraph>
    <Heading>Sinon</Heading>
    <Paragraph>La séance est close sans votre avis.</Paragraph>
  </>
)
