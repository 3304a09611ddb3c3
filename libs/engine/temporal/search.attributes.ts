import type { ConnectionLike } from '@temporalio/client'
import { temporal } from '@temporalio/proto'
import { stageAttribute, territoryAttribute } from '../../contracts/workflow'
import { grpcCodeOf, grpcCodes } from './grpc.code'

const { INDEXED_VALUE_TYPE_KEYWORD } = temporal.api.enums.v1.IndexedValueType

/** The attributes that runs show themselves by: codes alone. */
export const searchAttributes = {
  [stageAttribute]: INDEXED_VALUE_TYPE_KEYWORD,
  [territoryAttribute]: INDEXED_VALUE_TYPE_KEYWORD,
}

/** Adds them to a namespace that lacks them. A second call changes nothing. */
export async function registerSearchAttributes(connection: ConnectionLike, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes))
  if (missing.length === 0) return
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) })
  } catch (error) {
    // Another worker may have added them since we looked.
    if (grpcCodeOf(error) !== grpcCodes.alreadyExists) throw error
  }
}
