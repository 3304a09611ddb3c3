import { faultsOfDelay } from '../definition/delay.check'
import { type Fault, fault } from '../definition/fault'
import { whole } from '../definition/known.read'
import type { KnownCall } from './call.known'

/** What is wrong with the course: what its payments come to, and from when its reports are counted. */
export function faultsOfCourse({ course }: Pick<KnownCall, 'course'>): readonly Fault[] {
  return [
    ...faultsOfPayments(course),
    ...(course ?? []).flatMap((step, index) => {
      if (step?.kind !== 'report') return []
      const path = `course.${index}`
      return [...faultsOfDelay('civil', `${path}.after`, step.after), ...faultsOfAnchor(path, step.from, course, index)]
    }),
  ]
}

function faultsOfPayments(course: KnownCall['course']): readonly Fault[] {
  const steps = whole(course)
  if (!steps || !whole(steps.map(({ kind }) => kind))) return []
  const percents = steps.flatMap((step) => (step.kind === 'payment' ? [step.percent] : []))
  if (percents.length === 0) return [fault('course', 'le déroulement n’a aucun paiement', 'the course has no payment')]
  const sum = whole(percents)?.reduce((all, each) => all + each, 0) ?? 100
  if (sum === 100) return []
  return [fault('course', `les paiements font ${sum} %, et non 100 %`, `payments sum to ${sum} %, not 100 %`)]
}

/** A step that cannot be read may be a payment. */
function faultsOfAnchor(path: string, from: string | undefined, course: KnownCall['course'] = [], index: number) {
  const paid = course.slice(0, index).some((step) => step?.kind !== 'report')
  if (from !== 'payment' || paid) return []
  return [fault(`${path}.from`, 'aucun paiement ne vient avant ce bilan', 'no payment comes before this report')]
}
