import { Connection, isGrpcServiceError } from '@temporalio/client'

/** What Temporal's page can be searched by: codes only, never anything personal. */
export const SEARCH_ATTRIBUTES = ['ParcoursStage', 'ParcoursTerritory'] as const

const GRPC_ALREADY_EXISTS = 6

// temporal.api.enums.v1.IndexedValueType; the package that names it is only there in development.
const INDEXED_VALUE_TYPE_KEYWORD = 2

/** Registers the search attributes in a namespace; those already there are left alone. */
export async function registerSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address })
  try {
    const known = await connection.operatorService.listSearchAttributes({ namespace })
    const missing = SEARCH_ATTRIBUTES.filter((name) => known.customAttributes[name] === undefined)
    if (missing.length === 0) return
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, INDEXED_VALUE_TYPE_KEYWORD])),
    })
  } catch (error) {
    // Another process may have registered them between the two calls.
    if (!(isGrpcServiceError(error) && Number(error.code) === GRPC_ALREADY_EXISTS)) throw error
  } finally {
    await connection.close()
  }
}
