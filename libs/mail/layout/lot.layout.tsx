import type { LotTask } from '../../contracts/codes'
import type { LetterFacts } from '../letter'
import { laptopCount } from '../words/laptop.words'
import { lotTaskWords } from '../words/lot.words'
import { Details, Heading, Paragraph } from './parts.layout'

/** Which lot it is: the number of its order, and how many laptops it is to have. */
export const LotDetails = ({ order, laptops }: { readonly order: string; readonly laptops: number }) => (
  <Details
    rows={[
      ['Commande', order],
      ['Nombre', laptopCount(laptops)],
    ]}
  />
)

/** What the reader must do with a lot by when, and what happens otherwise. `end` is the instant at which the wait ends. */
export const LotRequest = ({
  task,
  end,
  facts: { words },
}: {
  readonly task: LotTask
  readonly end: string
  readonly facts: Pick<LetterFacts, 'words'>
}) => (
  <>
    <Heading>Ce qui est attendu</Heading>
    <Paragraph>{`${lotTaskWords[task].todo}, avant le ${words.day(end)}.`}</Paragraph>
    <Heading>Sinon</Heading>
    <Paragraph>{`Si rien n’est fait avant cette date, ${lotTaskWords[task].otherwise}.`}</Paragraph>
  </>
)
