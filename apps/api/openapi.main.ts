import 'reflect-metadata'
import { writeFileSync } from 'node:fs'
import { createApi } from './api.app'
import { openApiOf } from './page/openapi.document'
import { ApiLogger } from './service/api.logger'
import type { ApiParts } from './service/api.parts'

/** Writes the API's description into a file, without any of its parts: `node dist/apps/api/openapi.main.js <file>`. */
async function main(file: string): Promise<void> {
  const absent = () => {
    throw new TypeError('the description needs no part of the api')
  }
  const app = await createApi({
    logger: new ApiLogger('error'),
    ...{
      verifyToken: absent,
      execute: absent,
      followed: absent,
      readOutcomes: absent,
      checkReady: absent,
      close: absent,
      resend: absent,
      reads: {} as ApiParts['reads'],
      imports: {} as ApiParts['imports'],
      letters: {} as ApiParts['letters'],
      documents: {} as ApiParts['documents'],
      moves: {} as ApiParts['moves'],
      definitions: {} as ApiParts['definitions'],
      calls: {} as ApiParts['calls'],
      fund: {} as ApiParts['fund'],
      coverages: {} as ApiParts['coverages'],
      publication: {} as ApiParts['publication'],
      grants: {} as ApiParts['grants'],
    },
  })
  await app.init()
  writeFileSync(file, `${JSON.stringify(openApiOf(app), null, 2)}\n`)
  await app.close()
}

main(process.argv[2] ?? 'docs/openapi.json').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
