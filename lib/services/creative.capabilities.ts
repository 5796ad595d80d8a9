import type { Capability } from '../capabilities/grant.ts'
import { recoverMachine, runMachine, startMachine } from '../capabilities/machines.ts'

const machine = 'creative/generate-pictures'
const atOnce: Capability = ({ stage: { pictures } }) => ({
  environment: { PICTURES_AT_ONCE: String(pictures.atOnce) },
  allow: [],
})

/** Gives turns, as far as the stage can bear, and begins what has one. */
export const giveTurns = [atOnce, startMachine(machine)]

/** The same for who also stops what is under way. */
export const giveTurnsAndStop = [atOnce, runMachine(machine)]

/** The same for the sweep, which looks whether an execution still runs. */
export const giveTurnsAndRecover = [atOnce, recoverMachine(machine)]

/** Counts what pictures cost against the budget of the day. */
export const keepToBudget: Capability = ({ stage: { pictures } }) => ({
  environment: { DAILY_BUDGET_USD: String(pictures.dailyBudgetUsd) },
  allow: [],
})

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
