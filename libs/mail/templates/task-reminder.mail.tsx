import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import type { Template } from '../letter'
import { taskWords } from '../words/task.words'

/** To whoever is awaited: a wait goes on. A laptop ready to be bound is told by the same mail the first time. */
export const taskReminder: Template<'task_reminder'> = ({ task }, facts) => {
  const words = taskWords[task]
  return {
    title: task === 'bind_laptop' ? words.title : `Rappel : ${words.title.toLowerCase()}`,
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>
          {task === 'bind_laptop'
            ? 'Un ordinateur de votre stock est prêt. Une personne que vous suivez peut le recevoir.'
            : 'Un parcours attend une action de votre part.'}
        </Paragraph>
        <JourneyDetails facts={facts} />
        <Request task={task} facts={facts} />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
