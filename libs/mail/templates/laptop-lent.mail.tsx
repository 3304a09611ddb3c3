import { Details, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import { laptopCount } from '../words/laptop.words'

/** To the owner that lends: one of its laptops is kept for somebody of another structure's lieu. */
export const laptopLent: Template<'laptop_lent'> = ({ document, left }, facts) => ({
  title: 'Un ordinateur de votre stock est réservé par une autre structure',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        Un lieu d’une autre structure a réservé un ordinateur de votre stock, au titre de l’accord que vous avez donné.
      </Paragraph>
      <Details
        rows={[
          ['Ordinateur', facts.device],
          ['Lieu', facts.place],
          ['Accord', `n° ${document}`],
          ['Reste à prendre', left === 0 ? 'aucun ordinateur' : laptopCount(left)],
        ]}
      />
      <Paragraph>
        Il reste à vous jusqu’à sa remise, et devient alors celui de l’autre structure. S’il n’est pas remis, il revient
        dans votre stock.
      </Paragraph>
      <Paragraph>Vous n’avez rien à faire.</Paragraph>
    </>
  ),
})
