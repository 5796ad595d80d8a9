import type { SignedRequest } from '../types.ts'

/** What a request says of its own signature. */
export type Claim = {
  accessKeyId: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
  signedAt: Date
  /** Of a presigned URL only. */
  expiresSeconds?: number
}

/** Splits the path, as it was sent, from the decoded query. */
export const splitUrl = (url: string): { path: string; query: Record<string, string> } => {
  const mark = url.indexOf('?')
  if (mark < 0) return { path: url, query: {} }
  const pairs = url
    .slice(mark + 1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decodeURIComponent(name), decodeURIComponent(value.join('='))] as const
    })
  return { path: url.slice(0, mark), query: Object.fromEntries(pairs) }
}

const authorizationForm =
  /^AWS4-HMAC-SHA256 +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/

/** Gives undefined for a request that is not signed, or whose signature lacks a part. */
export const readClaim = ({ url, headers }: Pick<SignedRequest, 'url' | 'headers'>): Claim | undefined => {
  const match = authorizationForm.exec(headers.authorization ?? '')
  if (match) return claimOf(match[1], match[2], match[3], headers['x-amz-date'])
  const { query } = splitUrl(url)
  if (query['X-Amz-Algorithm'] !== 'AWS4-HMAC-SHA256') return undefined
  const expiresSeconds = Number(query['X-Amz-Expires'])
  // The longest that AWS allows is one week.
  if (!(expiresSeconds >= 1 && expiresSeconds <= 604_800)) return undefined
  const claim = claimOf(
    query['X-Amz-Credential'],
    query['X-Amz-SignedHeaders'],
    query['X-Amz-Signature'],
    query['X-Amz-Date'],
  )
  return claim && { ...claim, expiresSeconds }
}

const claimOf = (credential = '', signedHeaders = '', signature = '', time = ''): Claim | undefined => {
  const [accessKeyId, day, region, service, ending] = credential.split('/')
  const signedAt = dateOf(time)
  if (!accessKeyId || !region || !service || ending !== 'aws4_request') return undefined
  if (!signedAt || !time.startsWith(day ?? '') || signature.length !== 64) return undefined
  return { accessKeyId, region, service, signedHeaders: signedHeaders.split(';'), signature, signedAt }
}

/** Reads `20261122T235500Z`. */
const dateOf = (text: string): Date | undefined => {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined
  const date = new Date(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  return Number.isNaN(date.getTime()) ? undefined : date
}
