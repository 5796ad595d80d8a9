import type { Capability } from '../capabilities/grant.ts'

/** Removes the files of pictures. */
export const removeAssets: Capability = ({ assetsBucket, assetObjectsArn }) => ({
  environment: { ASSETS_BUCKET: assetsBucket.bucketName },
  allow: [
    {
      actions: ['s3:DeleteObject'],
      resource: assetObjectsArn,
      wildcard: 'Some objects per picture; their names are random.',
    },
  ],
})

/** Writes the files of pictures, looks whether one is there already, and takes back those of a cancelled one. */
export const storeAssets: Capability = ({ assetsBucket, assetObjectsArn }) => ({
  environment: { ASSETS_BUCKET: assetsBucket.bucketName },
  allow: [
    {
      actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
      resource: assetObjectsArn,
      wildcard: 'One object per picture; their names are random.',
    },
    // Without it S3 answers 403 where there is no object: docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
    { actions: ['s3:ListBucket'], resource: assetsBucket.bucketArn },
  ],
})
