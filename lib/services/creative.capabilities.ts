import type { Capability } from '../capabilities/grant.ts'

export const storeAssets: Capability = ({ assetsBucket, assetObjectsArn }) => ({
  environment: { ASSETS_BUCKET: assetsBucket.bucketName },
  allow: [
    {
      actions: ['s3:PutObject'],
      resource: assetObjectsArn,
      wildcard: 'One object per picture; their names are random.',
    },
  ],
})
