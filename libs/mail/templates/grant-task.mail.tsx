import { GrantDetails, GrantRequest } from '../layout/grant.layout'
import { Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import { calendarDay } from '../words/date.words'
import { grantTaskWords } from '../words/grant.words'

/** To whoever a grant waits for: what is to be done. */
export const grantTask: Template<'grant_task'> = ({ call, number, task, until }) => ({
  title: grantTaskWords[task].title,
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Un dossier de subvention attend une action de votre part.</Paragraph>
      <GrantDetails {...{ call, number }} />
      <GrantRequest {...{ task, until }} />
    </>
  ),
})

/** The same once more, before its day or on it. */
export const grantReminder: Template<'grant_reminder'> = ({ call, number, task, until }) => ({
  title: `Rappel : ${grantTaskWords[task].title.toLowerCase()}`,
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Un dossier de subvention attend toujours une action de votre part.</Paragraph>
      <GrantDetails {...{ call, number }} />
      <GrantRequest {...{ task, until }} />
    </>
  ),
})

/** To the fund manager: nobody has done in time what was awaited, whoever was to do it. */
export const grantLate: Template<'grant_late'> = ({ call, number, task, until }) => ({
  title: 'Un dossier de subvention est en retard',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        Un dossier de subvention n’a pas avancé à temps. Voyez avec la personne attendue ce qui l’arrête.
      </Paragraph>
      <GrantDetails {...{ call, number }} />
      <GrantRequest {...{ task, until }} />
    </>
  ),
})

/** To a reviewer whose opinion is asked. */
export const grantReviewAsked: Template<'grant_review_asked'> = ({ call, number, until }) => ({
  title: 'Votre avis est demandé sur un dossier de subvention',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        Lisez le dossier, notez chaque critère et rendez votre avis. Si vous avez un intérêt dans ce projet, déclarez-le
        : votre avis ne sera plus demandé.
      </Paragraph>
      <GrantDetails {...{ call, number, rows: [['Avis attendu au plus tard le', until && calendarDay(until)]] }} />
    </>
  ),
})
