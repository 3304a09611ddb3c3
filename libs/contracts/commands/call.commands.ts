import { versionShapes } from './version.parts'

/** Commands of a version of a call for projects. */
export const callCommands = {
  DraftCall: { data: versionShapes.draft },
  PublishCall: { data: versionShapes.publish },
  RetireCall: { data: versionShapes.retire },
} as const
