import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'

const s3 = new S3Client()

/** Stores bytes that never change under their name, so that browsers and CloudFront keep them for a year. */
export async function putImmutable(
  bucket: string,
  key: string,
  bytes: Uint8Array,
  { contentType, metadata }: { contentType: string; metadata?: Record<string, string> },
) {
  const put = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentType: contentType,
    Metadata: metadata,
    CacheControl: 'public, max-age=31536000, immutable',
  })
  await s3.send(put)
}

/**
 * What was stored about an object; undefined where there is none. Needs the right to list the bucket: without it S3 says
 * 403 of an object that is not there.
 */
export async function readMetadata(bucket: string, key: string): Promise<Record<string, string> | undefined> {
  try {
    const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))
    return Metadata
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}

/** Removes an object; one that is not there is fine too. */
export const removeObject = (bucket: string, key: string) =>
  s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))

/**
 * Removes up to 1,000 objects in one call; those that are not there are fine too. @throws Error when one is left
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function removeObjects(bucket: string, keys: string[]): Promise<void> {
  const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true }
  const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }))
  const [first] = Errors
  if (first) throw new Error(`S3 left ${Errors.length} objects: ${first.Code} of ${first.Key}`)
}
