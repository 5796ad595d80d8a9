import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'

const s3 = new S3Client()

/** Stores bytes that never change under their name, so that browsers and CloudFront keep them for a year. */
export async function putImmutable(bucket: string, key: string, bytes: Uint8Array, contentType: string) {
  const put = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentType: contentType,
    CacheControl: 'public, max-age=31536000, immutable',
  })
  await s3.send(put)
}
