import { once } from '../once.ts'

const client = once(async () => {
  const { S3 } = await import('@aws-sdk/client-s3')
  return new S3()
})

/** Stores bytes that never change under their name, so that browsers and CloudFront keep them for a year. */
export async function putImmutable(bucket: string, key: string, bytes: Uint8Array, contentType: string) {
  await (await client()).putObject({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentType: contentType,
    CacheControl: 'public, max-age=31536000, immutable',
  })
}
