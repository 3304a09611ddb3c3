import { DefaultFailureConverter } from '@temporalio/common'

/** Failures are encrypted like everything else: a message or a stack may quote what a payload held. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true })
