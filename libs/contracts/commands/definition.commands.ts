import { versionShapes } from './version.parts'

/** Commands of a version of a journey's definition. */
export const definitionCommands = {
  DraftDefinition: { data: versionShapes.draft },
  PublishDefinition: { data: versionShapes.publish },
  RetireDefinition: { data: versionShapes.retire },
} as const
