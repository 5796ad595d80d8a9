import type { Capability } from '../capabilities/grant.ts'
import { recoverMachine, runMachine } from '../capabilities/machines.ts'

const machine = 'creative/generate-pictures'
const bounds: Capability = ({ stage: { pictures } }) => ({
  environment: {
    PICTURES_AT_ONCE: String(pictures.atOnce),
    DAILY_BUDGET_USD: String(pictures.dailyBudgetUsd),
  },
  allow: [],
})

/** Begins what is next in turn, within what the stage can bear, and stops it. */
export const takeTurns = [bounds, runMachine(machine)]

/** The same for the sweep, which looks whether an execution still runs. */
export const recoverTurns = [bounds, recoverMachine(machine)]

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
