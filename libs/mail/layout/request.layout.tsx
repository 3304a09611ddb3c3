import type { LetterFacts } from '../letter'
import type { TaskWords } from '../words/task.words'
import { frenchSpacing } from '../words/french.spacing'
import { Heading, Paragraph } from './parts.layout'

/** Who must do what by when, and what happens otherwise. */
export const Request = ({
  words,
  before,
}: {
  readonly words: Pick<TaskWords, 'todo' | 'otherwise'>
  readonly before: LetterFacts['before']
}) => (
  <>
    <Heading>Ce que vous avez à faire</Heading>
    <p style={{ margin: '0 0 16px' }}>
      {frenchSpacing(words.todo)}
      {before && (
        <>
          {' avant le '}
          <strong>{frenchSpacing(before)}</strong>
        </>
      )}
      {'.'}
    </p>
    <Heading>Sinon</Heading>
    <Paragraph>{`Si rien n’est fait ${before ? 'avant cette date' : 'à temps'}, ${words.otherwise}.`}</Paragraph>
  </>
)

/** Said where it is so: nobody should look for what is expected of them. */
export const NothingToDo = () => <Paragraph>Vous n’avez rien à faire.</Paragraph>
