import { authorize } from './authorize.ts'
import { AwsError } from './errors.ts'
import type { Fauxqs } from './fauxqs.ts'
import { splitUrl } from './signature-claim.ts'
import type { Answer, Call, Service, StoredObject } from './types.ts'

export type S3 = Service & {
  makeBucket(name: string): Promise<void>
  read(bucket: string, key: string): Promise<StoredObject | undefined>
  write(bucket: string, key: string, object: StoredObject): Promise<void>
}

/** S3 with path-style addresses, which is what clients choose when the host is an IP address. */
export const startS3 = (fauxqs: Fauxqs): S3 => {
  /** The last conditional write of each object, so that two of them cannot both find it absent. */
  const writes = new Map<string, Promise<unknown>>()

  const pathOf = (bucket: string, key: string) =>
    `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`

  const exists = async (path: string) =>
    (await fauxqs.request({ method: 'HEAD', url: path, headers: {} })).status === 200

  const putWhenAbsent = (call: Call, path: string): Promise<Answer> => {
    const turn = (writes.get(path) ?? Promise.resolve()).then(async () => {
      if (await exists(path))
        throw new AwsError(
          'PreconditionFailed',
          'At least one of the pre-conditions you specified did not hold',
          412,
        )
      return fauxqs.request(call)
    })
    const done = turn.catch(() => undefined).finally(() => writes.get(path) === done && writes.delete(path))
    writes.set(path, done)
    return turn
  }

  return {
    async answer(call) {
      const { path, query } = splitUrl(call.url)
      const [bucket = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent)
      const key = rest.join('/')
      const resource = `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`
      authorize(call.caller, actionOf(call.method, key !== '', query), resource)
      const source = call.headers['x-amz-copy-source']
      if (source)
        authorize(
          call.caller,
          's3:GetObject',
          `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, '')}`,
        )
      if (call.method === 'PUT' && key !== '' && call.headers['if-none-match'] === '*')
        return putWhenAbsent(call, path)
      const answer = await fauxqs.request(call)
      return call.method === 'GET' ? withOverrides(answer, query) : answer
    },
    async makeBucket(name) {
      if (await exists(`/${name}`)) return
      const { status, body } = await fauxqs.request({ method: 'PUT', url: `/${name}`, headers: {} })
      if (status !== 200) throw new Error(`The bucket ${name} could not be made: ${body}`)
    },
    async read(bucket, key) {
      const answer = await fauxqs.request({ method: 'GET', url: pathOf(bucket, key), headers: {} })
      if (answer.status !== 200) return undefined
      return { body: answer.body as Buffer, headers: answer.headers as Record<string, string> }
    },
    async write(bucket, key, { body, headers }) {
      const answer = await fauxqs.request({ method: 'PUT', url: pathOf(bucket, key), headers, body })
      if (answer.status !== 200) throw new Error(`${bucket}/${key} could not be stored: ${answer.body}`)
    },
  }
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const actionOf = (method: string, isObject: boolean, query: Record<string, string>): `s3:${string}` => {
  if (!isObject) {
    if (method === 'POST' && 'delete' in query) return 's3:DeleteObject'
    if (method === 'PUT') return 's3:CreateBucket'
    return method === 'DELETE' ? 's3:DeleteBucket' : 's3:ListBucket'
  }
  if (method === 'DELETE') return 'uploadId' in query ? 's3:AbortMultipartUpload' : 's3:DeleteObject'
  return method === 'GET' || method === 'HEAD' ? 's3:GetObject' : 's3:PutObject'
}

/** A presigned URL may set headers of the answer: `response-content-disposition` and the like. */
const withOverrides = (answer: Answer, query: Record<string, string>): Answer => {
  const overrides = Object.entries(query)
    .filter(([name]) => name.startsWith('response-'))
    .map(([name, value]) => [name.slice('response-'.length), value])
  return answer.status < 300
    ? { ...answer, headers: { ...answer.headers, ...Object.fromEntries(overrides) } }
    : answer
}
