import { isGrpcServiceError } from '@temporalio/client'

/** Codes of gRPC that we tell apart, by their numbers: the library that names them is not ours to import. */
export const grpcCodes = { cancelled: 1, deadlineExceeded: 4, alreadyExists: 6, failedPrecondition: 9 } as const

/** The gRPC code of an error or of what caused it; null where there is none. */
export function grpcCodeOf(error: unknown): number | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isGrpcServiceError(cause)) return Number(cause.code)
  }
  return null
}
