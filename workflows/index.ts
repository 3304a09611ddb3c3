// The bundle of the worker: Temporal finds a workflow by the name of its export.
export { dotationWorkflow } from './dotation/dotation.workflow'
export { grantWorkflow } from './grant/grant.workflow'
export { journeyWorkflow } from './journey/journey.workflow'
export { lotWorkflow } from './lot/lot.workflow'
export { sessionWorkflow } from './session/session.workflow'
