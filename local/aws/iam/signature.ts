import { createHash, timingSafeEqual } from 'node:crypto'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Caller } from '../../assembly/model.ts'
import { region } from '../arn.ts'
import { AwsError } from '../errors.ts'
import type { SignedRequest } from '../types.ts'
import { type Claim, readClaim, splitUrl } from './signature-claim.ts'

/** AWS refuses a request that was signed longer ago, or further in the future. */
const maxSkewMs = 15 * 60 * 1000

/** S3 names these errors differently from the services that speak JSON. */
const codesOf = (service: string) =>
  service === 's3'
    ? {
        missing: 'AccessDenied',
        unknownKey: 'InvalidAccessKeyId',
        wrong: 'SignatureDoesNotMatch',
        skewed: 'RequestTimeTooSkewed',
        expired: 'AccessDenied',
      }
    : {
        missing: 'MissingAuthenticationTokenException',
        unknownKey: 'UnrecognizedClientException',
        wrong: 'InvalidSignatureException',
        skewed: 'InvalidSignatureException',
        expired: 'InvalidSignatureException',
      }

/**
 * Checks AWS Signature Version 4, in the `Authorization` header or in a presigned URL, and tells who signed.
 * The signature is computed again over exactly the headers that the request names as signed.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @throws AwsError with the code that the service would give.
 */
export const verifySignature = async (
  request: SignedRequest,
  callers: Map<string, Caller>,
  now = Date.now(),
): Promise<Caller> => {
  const codes = codesOf(request.service)
  const refuse = (code: string, message: string) => new AwsError(code, message, 403)

  const claim = readClaim(request)
  if (!claim) throw refuse(codes.missing, 'The request is not signed, or its signature is not complete')
  const caller = callers.get(claim.accessKeyId)
  if (!caller) throw refuse(codes.unknownKey, `No function was given the access key ${claim.accessKeyId}`)
  if (claim.region !== region || claim.service !== request.service)
    throw refuse(codes.wrong, `The credential should be scoped to ${region} and ${request.service}`)

  const age = now - claim.signedAt.getTime()
  if (claim.expiresSeconds !== undefined && age > claim.expiresSeconds * 1000)
    throw refuse(codes.expired, 'Request has expired')
  if (age < -maxSkewMs || (claim.expiresSeconds === undefined && age > maxSkewMs))
    throw refuse(codes.skewed, 'The time of the signature and the time of the server are too far apart')

  const expected = await signAgain(request, claim, caller)
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(claim.signature)))
    throw refuse(codes.wrong, 'The signature we calculated does not match the signature you provided')

  const announced = request.headers['x-amz-content-sha256']
  if (announced && /^[0-9a-f]{64}$/.test(announced) && announced !== sha256(request.body))
    throw new AwsError(
      request.service === 's3' ? 'XAmzContentSHA256Mismatch' : codes.wrong,
      'The body does not match the x-amz-content-sha256 that was signed',
    )
  return caller
}

const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex')

/** Gives the signature in hex that `caller` would have made for this request. */
const signAgain = async (request: SignedRequest, claim: Claim, caller: Caller): Promise<string> => {
  const { path, query } = splitUrl(request.url)
  const signedNames = new Set(claim.signedHeaders)
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => signedNames.has(name)),
  )
  const signer = new SignatureV4({
    credentials: caller,
    region: claim.region,
    service: claim.service,
    sha256: Sha256,
    // S3 alone signs the path as it is sent; everyone else encodes it a second time.
    uriEscapePath: claim.service !== 's3',
    applyChecksum: false,
  })
  const toSign = { method: request.method, protocol: 'http:', hostname: '', path, headers }
  const options = { signingDate: claim.signedAt, signableHeaders: signedNames }

  if (claim.expiresSeconds === undefined) {
    const signed = await signer.sign({ ...toSign, query, body: request.body }, options)
    return signed.headers.authorization?.slice(-64) ?? ''
  }
  const { 'X-Amz-Signature': _, ...unsigned } = query
  const signed = await signer.presign(
    // A body that cannot be hashed is signed as UNSIGNED-PAYLOAD, as presigned URLs of S3 are.
    { ...toSign, query: unsigned, body: claim.service === 's3' ? {} : request.body },
    { ...options, expiresIn: claim.expiresSeconds, unhoistableHeaders: signedNames },
  )
  return String(signed.query?.['X-Amz-Signature'] ?? '')
}
