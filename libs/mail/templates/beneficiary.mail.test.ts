import { ordinaryFacts, plain } from '../../testing/letter.fixtures'
import { messages, shared } from '../../testing/message.cases'
import { renderLetter } from '../letter.render'

test.each(messages)(
  '%s: where somebody else reads the mailbox, nothing is told of it',
  async (kind, data, sentence) => {
    const { subject, text, html } = await renderLetter(kind, data, ordinaryFacts(shared))
    expect(subject).toBe('Un message de votre lieu – Mon Ordi Pin40')
    expect(plain(`${text} ${html}`)).not.toContain(sentence)
    expect(`${text} ${html}`).not.toMatch(/rendez-vous|ordinateur |parcours s’arrête|acceptée|2026/)
  },
)
