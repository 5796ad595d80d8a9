import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Deployment } from '../assembly/model.ts'
import { AwsError } from '../aws/errors.ts'
import type { Aws } from '../aws/index.ts'
import type { Answer } from '../gateway/http-message.ts'

export type StoredObject = { body: Buffer; headers: Record<string, string> }
export type ReadObject = (bucket: string, key: string) => Promise<StoredObject | undefined>

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** A pattern of `aws s3 sync`: `*` is anything, folders included. */
const matches = (pattern: string, key: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(key)

const holds = ({ exclude, include }: Deployment, key: string) =>
  include.some((pattern) => matches(pattern, key)) || !exclude.some((pattern) => matches(pattern, key))

const readFrom = async (deployment: Deployment, key: string): Promise<StoredObject | undefined> => {
  const path = join(deployment.sourceDir, key)
  if (!path.startsWith(deployment.sourceDir + sep) || !holds(deployment, key)) return undefined
  const body = await readFile(path).catch(() => undefined)
  if (!body) return undefined
  return {
    body,
    headers: {
      'content-type': contentTypes[extname(key)] ?? 'application/octet-stream',
      etag: `"${createHash('md5').update(body).digest('hex')}"`,
      ...(deployment.cacheControl ? { 'cache-control': deployment.cacheControl } : {}),
    },
  }
}

/** Reads what a deployment puts into a bucket straight from its folder, and everything else from the bucket itself. */
export const withDeployments =
  (deployments: Deployment[], readObject: ReadObject): ReadObject =>
  async (bucket, key) => {
    for (const deployment of deployments.filter(({ bucketName }) => bucketName === bucket).reverse()) {
      const found = await readFrom(deployment, key)
      if (found) return found
    }
    return readObject(bucket, key)
  }

/** Reads for a distribution what the buckets' policies let it read; anything else might as well not be there. */
export const readFor =
  (distributionArn: string, authorize: Aws['authorize'], readObject: ReadObject): ReadObject =>
  async (bucket, key) => {
    try {
      await authorize(
        { service: 'cloudfront.amazonaws.com', sourceArn: distributionArn },
        { action: 's3:GetObject', resource: `arn:aws:s3:::${bucket}/${key}` },
      )
    } catch (error) {
      if (error instanceof AwsError) return undefined
      throw error
    }
    return readObject(bucket, key)
  }

/** To who may not list a bucket, S3 says the same of a missing object as of a forbidden one. */
const accessDenied: Answer = {
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
}

const rangeOf = (header: string | undefined, size: number): [first: number, last: number] | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return first <= last ? [first, last] : undefined
}

/** Answers a GET or HEAD for an object, conditional or for a part of it. */
export const answerObject = async (
  read: ReadObject,
  bucket: string,
  key: string,
  headers: Record<string, string | undefined>,
): Promise<Answer> => {
  const found = await read(bucket, key)
  if (!found) return accessDenied
  const { body } = found
  const common = { ...found.headers, 'accept-ranges': 'bytes' }
  if (headers['if-none-match'] && headers['if-none-match'] === found.headers.etag) {
    return { status: 304, headers: common, body: '' }
  }
  const range = rangeOf(headers.range, body.length)
  if (!range) return { status: 200, headers: common, body }
  const [first, last] = range
  return {
    status: 206,
    headers: { ...common, 'content-range': `bytes ${first}-${last}/${body.length}` },
    body: body.subarray(first, last + 1),
  }
}
