import { Details, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import { labelOf, type Template } from '../letter'
import { laptopCount } from '../words/laptop.words'
import { taskWords } from '../words/task.words'

/** To the recyclerie: a place and a number, nobody's journey. To the coordinator where no recyclerie is known. */
export const laptopWanted: Template<'laptop_wanted'> = ({ number, needs }, facts) => {
  const laptops = laptopCount(number)
  const had = needs.map((need) => labelOf(facts.features, need) ?? need).join(' ; ') || null
  const prepare =
    number === 1 ? taskWords.await_laptop.todo : 'Préparez ces ordinateurs, puis confirmez qu’ils sont prêts'
  const find = 'Trouvez une recyclerie qui prépare ces ordinateurs pour le lieu'
  const toCoordinator = facts.to === 'coordinator'
  return {
    title: `${laptops} à préparer`,
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>{`Un lieu attend ${laptops} ${number === 1 ? 'reconditionné' : 'reconditionnés'}.`}</Paragraph>
        {toCoordinator && <Paragraph>Aucune recyclerie n’est connue pour ce lieu.</Paragraph>}
        <Details
          rows={[
            ['Lieu', facts.place],
            ['Nombre', laptops],
            [number === 1 ? 'Avec' : 'Dont un avec', had],
          ]}
        />
        <Request task="await_laptop" todo={toCoordinator ? find : prepare} facts={facts} />
        {toCoordinator && <ParcoursLink journey={facts.journey} />}
      </>
    ),
  }
}
