import { type MachineReference, type Resources, workOf } from '../resources.ts'
import type { Grant, Permission } from './grant.ts'

const generationsOf = (resources: Resources): MachineReference => {
  const found = workOf(resources).machines['creative/generate-images']
  if (!found) throw new Error('state-machines/creative/generate-images.asl.json does not exist')
  return found
}

const environmentOf = (resources: Resources) => ({
  GENERATE_IMAGES_MACHINE_ARN: generationsOf(resources).machine.stateMachineArn,
})

const start = (resources: Resources): Permission => ({
  actions: ['states:StartExecution'],
  resource: generationsOf(resources).machine.stateMachineArn,
})

const onExecutions = (resources: Resources, action: string): Permission => ({
  actions: [action],
  resource: generationsOf(resources).executionsArn,
  wildcard: 'One execution per generation, named by its id.',
})

export const runGenerations = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [start(resources), onExecutions(resources, 'states:StopExecution')],
})

export const recoverGenerations = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [start(resources), onExecutions(resources, 'states:DescribeExecution')],
})

export const storeAssets = ({ assetsBucket, assetObjectsArn }: Resources): Grant => ({
  environment: { ASSETS_BUCKET: assetsBucket.bucketName },
  allow: [
    {
      actions: ['s3:PutObject'],
      resource: assetObjectsArn,
      wildcard: 'One object per picture; their names are random.',
    },
  ],
})
