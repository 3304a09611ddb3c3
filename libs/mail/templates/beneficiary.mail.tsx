import { Heading, JourneyDetails, List, ParcoursLink, Paragraph } from '../layout/parts.layout'
import type { Letter, LetterFacts, Template } from '../letter'
import { type BeneficiaryKind, messageOf } from '../words/beneficiary.words'

/**
 * To the person or, where no mail reaches them, to who passes it on: the mediator, who calls, or the prescriber, who
 * reads stage, date and result like anywhere else.
 */
export const forBeneficiary =
  <K extends BeneficiaryKind>(kind: K): Template<K> =>
  (data, facts) => {
    const { title, sentences } = messageOf(kind, data, facts, facts.reading)
    return facts.to === 'beneficiary' ? toThem(title, sentences, facts) : relayed(sentences, facts)
  }

const toThem = (title: string, sentences: readonly string[], { contact }: LetterFacts): Letter => ({
  title,
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      {sentences.map((sentence) => (
        <Paragraph key={sentence}>{sentence}</Paragraph>
      ))}
      {contact.length > 0 && (
        <>
          <Heading>Pour contacter le lieu</Heading>
          <List items={contact} />
        </>
      )}
    </>
  ),
})

const relayed = (sentences: readonly string[], facts: LetterFacts): Letter => {
  const calls = facts.reading.byPhone
  return {
    title: calls ? 'Une personne est à appeler' : 'Une personne est à prévenir',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>
          {calls
            ? 'Cette personne ne peut pas être prévenue par courriel, ni à temps par lettre. Son numéro est dans Parcours.'
            : 'Nous ne pouvons pas joindre cette personne : vous êtes son contact.'}
        </Paragraph>
        <Heading>{calls ? 'Appelez-la et dites-lui' : 'Dites-lui dès que possible'}</Heading>
        <List items={sentences} />
        <JourneyDetails facts={facts} />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
