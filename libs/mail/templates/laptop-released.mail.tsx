import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import type { MailData } from '../mail.data'

const causes: Readonly<Record<MailData['laptop_released']['cause'], string>> = {
  withdrawn: 'Le parcours s’est arrêté avant la remise.',
  no_laptop: 'L’attente d’un ordinateur est terminée.',
  not_collected: 'L’ordinateur n’a pas été remis avant la date limite.',
}

/** To the mediator: a laptop that was kept goes back into the stock. */
export const laptopReleased: Template<'laptop_released'> = ({ cause }, facts) => ({
  title: 'Un ordinateur n’est plus réservé',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{`${causes[cause]} L’ordinateur n’est plus réservé pour cette personne.`}</Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        Gardez l’ordinateur dans le stock de votre structure : une autre personne pourra le recevoir.
      </Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
