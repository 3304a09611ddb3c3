import { mediaTypes } from '../../../libs/contracts/commands/document.parts'

/**
 * How files are sent: what their bytes hold decides, since the same CSV comes under many names (on Windows a browser
 * that knows Excel calls it `vnd.ms-excel`). Workbooks get here to be told to be saved as CSV.
 */
export const FILE_TYPES = [
  'text/csv',
  'application/octet-stream',
  'text/tab-separated-values',
  'application/csv',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
]

/** What people are told to send. JSON is read before it gets to an import, so that a list over 1 MiB goes as octets. */
export const ADVISED_TYPES = ['text/csv', 'application/octet-stream', 'application/json']

const known = new Set([...FILE_TYPES, ...ADVISED_TYPES])

/** Whether a Content-Type header names a type that an import reads. */
export const isFileType = (header = ''): boolean => known.has(header.split(';')[0]?.trim().toLowerCase() ?? '')

/** What the route of an address reads. */
export const typesReadAt = (url: string): string =>
  /^\/v1\/imports\//.test(url)
    ? ADVISED_TYPES.join(', ')
    : /^\/v1\/journeys\/[^/]+\/documents/.test(url)
      ? mediaTypes.join(', ')
      : 'application/json'
