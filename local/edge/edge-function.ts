import { runInNewContext } from 'node:vm'

export type EdgeRequest = {
  method: string
  uri: string
  query: string
  headers: Record<string, string | undefined>
}

type Valued = Record<string, { value: string }>

const valued = (values: Record<string, string | undefined>): Valued =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, { value }]])),
  )

/** What a CloudFront function makes of a request: another path, or an answer of its own. */
export type EdgeResult =
  | { kind: 'request'; uri: string }
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }

type Returned = {
  uri?: string
  statusCode?: number
  headers?: Valued
  body?: string | { data: string }
}

/**
 * Loads the source of a CloudFront function for viewer requests.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export const createEdgeFunction = (source: string) => {
  const handler: (event: unknown) => Returned | Promise<Returned> = runInNewContext(`${source}\nhandler`, {
    console,
  })
  return async ({ method, uri, query, headers }: EdgeRequest): Promise<EdgeResult> => {
    const event = {
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip: '127.0.0.1' },
      request: {
        method,
        uri,
        querystring: valued(Object.fromEntries(new URLSearchParams(query))),
        headers: valued(headers),
        cookies: {},
      },
    }
    const returned = await handler(event)
    if (returned.statusCode === undefined) return { kind: 'request', uri: returned.uri ?? uri }
    const body = typeof returned.body === 'string' ? returned.body : (returned.body?.data ?? '')
    const answerHeaders = Object.entries(returned.headers ?? {}).map(([name, { value }]) => [name, value])
    return { kind: 'answer', status: returned.statusCode, headers: Object.fromEntries(answerHeaders), body }
  }
}
