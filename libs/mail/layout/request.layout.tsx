import { definitionOf, type LetterFacts } from '../letter'
import { frenchSpacing } from '../words/french.spacing'
import { type AskedTask, otherwiseOf, taskWords } from '../words/task.words'
import { Heading, Paragraph } from './parts.layout'

/** Who must do what by when, and what happens otherwise. */
export const Request = ({
  task,
  todo = taskWords[task].todo,
  facts,
}: {
  readonly task: AskedTask
  /** Where the task has other words for this reader. */
  readonly todo?: string
  readonly facts: Pick<LetterFacts, 'before' | 'definition'>
}) => (
  <>
    <Heading>Ce que vous avez à faire</Heading>
    <p style={{ margin: '0 0 16px' }}>
      {frenchSpacing(todo)}
      {facts.before && (
        <>
          {' avant le '}
          <strong>{frenchSpacing(facts.before)}</strong>
        </>
      )}
      {'.'}
    </p>
    <Heading>Sinon</Heading>
    <Paragraph>{`Si rien n’est fait ${facts.before ? 'avant cette date' : 'à temps'}, ${otherwiseOf(task, definitionOf(facts))}.`}</Paragraph>
  </>
)

/** Said where it is so: nobody should look for what is expected of them. */
export const NothingToDo = () => <Paragraph>Vous n’avez rien à faire.</Paragraph>
