import { TestWorkflowEnvironment } from '@temporalio/testing'

// A process of its own: the SDK's download cannot be cancelled, so whoever starts this one ends it when nothing comes.
async function download(version: string, folder: string): Promise<void> {
  const server = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', version, downloadDir: folder } },
  })
  await server.teardown()
}

const [version, folder] = process.argv.slice(2)
if (version === undefined || folder === undefined) throw new Error('usage: temporal-download.main <version> <folder>')
download(version, folder).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
