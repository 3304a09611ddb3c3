import type { AskedTask } from '../../domain/call/call.schema'
import { calendarDay } from '../words/date.words'
import { grantTaskWords } from '../words/grant.words'
import { Details, Heading, Paragraph } from './parts.layout'

/** Which grant it is: its call, and the number that people can tell each other; then what else is to be known. */
export const GrantDetails = ({
  call,
  number,
  rows = [],
}: {
  readonly call: string
  readonly number: string
  readonly rows?: readonly (readonly [name: string, value: string | null])[]
}) => <Details rows={[['Appel à projets', call], ['Dossier', number], ...rows]} />

/** What the reader must do by which day, and what happens otherwise. `until` is a day, ISO 8601. */
export const GrantRequest = ({ task, until }: { readonly task: AskedTask; readonly until: string }) => (
  <>
    <Heading>Ce qui est attendu</Heading>
    <Paragraph>{`${grantTaskWords[task].todo}, au plus tard le ${calendarDay(until)}.`}</Paragraph>
    <Heading>Sinon</Heading>
    <Paragraph>{`Si rien n’est fait à cette date, ${grantTaskWords[task].otherwise}.`}</Paragraph>
  </>
)
