import type { Permission } from '../../assembly/model.ts'
import { AwsError } from '../errors.ts'
import { splitUrl } from '../iam/signature-claim.ts'
import type { Answer, Call, Service, StoredObject } from '../types.ts'
import type { Fauxqs } from './fauxqs.ts'

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
    permissionsFor,
    async answer(call) {
      const { path, query } = splitUrl(call.url)
      const { key } = nameParts(path)
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

/** `/bucket/folder/file` → the bucket and the key, which is empty where the bucket itself is meant. */
const nameParts = (path: string) => {
  const [bucket = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent)
  return { bucket, key: rest.join('/') }
}

const permissionsFor = (call: Call): Permission[] => {
  const { path, query } = splitUrl(call.url)
  const { bucket, key } = nameParts(path)
  const on = (bucketAndKey: string) => `arn:aws:s3:::${bucketAndKey}`
  const kind = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object'
  const subresource = Object.keys(query).find((name) => subresources.has(name))
  const asked = [call.method, kind, subresource].filter((part) => part !== undefined).join(' ')
  const action = actions[asked]
  if (!action) throw new AwsError('NotImplemented', `s3 has no ${asked} in the local cloud`, 501)
  if (subresource === 'delete')
    return keysToDelete(call.body).map((one) => ({ action, resource: on(`${bucket}/${one}`) }))
  const own = {
    action,
    resource: kind === 'service' ? '*' : on(kind === 'bucket' ? bucket : `${bucket}/${key}`),
  }
  const source = call.headers['x-amz-copy-source']
  if (source === undefined) return [own]
  return [own, { action: 's3:GetObject', resource: on(decodeURIComponent(source.replace(/^\//, ''))) }]
}

/** DeleteObjects names the keys in XML. */
const keysToDelete = (body: Buffer) =>
  [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) =>
    key.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? ''),
  )

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Words of a query that make another operation of a request; any other word is a parameter. */
const subresources = new Set(
  (
    'accelerate acl attributes cors delete encryption legal-hold lifecycle location logging notification object-lock ' +
    'ownershipControls policy publicAccessBlock renameObject replication requestPayment restore retention select ' +
    'tagging torrent uploadId uploads versionId versioning versions website'
  ).split(' '),
)

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const actions: Record<string, Permission['action']> = {
  'GET service': 's3:ListAllMyBuckets',
  'PUT bucket': 's3:CreateBucket',
  'DELETE bucket': 's3:DeleteBucket',
  'GET bucket': 's3:ListBucket',
  'HEAD bucket': 's3:ListBucket',
  'POST bucket delete': 's3:DeleteObject',
  'GET object': 's3:GetObject',
  'HEAD object': 's3:GetObject',
  'PUT object': 's3:PutObject',
  'DELETE object': 's3:DeleteObject',
  'POST object uploads': 's3:PutObject',
  'PUT object uploadId': 's3:PutObject',
  'POST object uploadId': 's3:PutObject',
  'DELETE object uploadId': 's3:AbortMultipartUpload',
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
