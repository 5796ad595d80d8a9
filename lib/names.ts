import { Arn, ArnFormat, Aws } from 'aws-cdk-lib'
import { region, type Stage } from './stage.ts'

/** `creative/steps/render-pictures` → `CreativeStepsRenderPictures`: ids of constructs, placeholders in state machines. */
export const pascalCase = (path: string) =>
  path.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, first: string) => first.toUpperCase())

/** `creative/steps/render-image` → `creative`: the service of a path. */
export const serviceOf = (path: string): string => path.split('/')[0] ?? path

/** The role of the database by which a service sweeps: `creative-sweep`. */
export const sweeperOf = (service: string) => `${service}-sweep`

/** `creative/generate-pictures` → `dhol-prod-creative-generate-pictures`. Throws RangeError for what AWS would refuse. */
const nameOf = (stage: Stage, path: string, longest: number) => {
  const name = `dhol-${stage.name}-${path.replaceAll('/', '-')}`
  if (name.length <= longest) return name
  throw new RangeError(`"${name}" has ${name.length} characters, and AWS takes ${longest}: shorten ${path}`)
}

/**
 * Of a Lambda, by its path below `functions/`, and of the rule or schedule that calls it.
 * Source of the limit: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export const functionName = (stage: Stage, path: string) => nameOf(stage, path, 64)

/**
 * Of a machine, by its path below `state-machines/`.
 * Source of the limit: https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
export const machineName = (stage: Stage, path: string) => nameOf(stage, path, 80)

export const deadLettersName = (stage: Stage) => nameOf(stage, 'dead-letters', 80)

const here = { partition: Aws.PARTITION, region, account: Aws.ACCOUNT_ID }

// ARNs made of names, not of resources: a step may start the machine that it is a step of, and CloudFormation sees no
// circle.

export const machineArn = (stage: Stage, path: string) =>
  Arn.format({
    ...here,
    service: 'states',
    resource: 'stateMachine',
    resourceName: machineName(stage, path),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })

/** Every execution of a machine, as a policy names them. */
export const executionsArn = (stage: Stage, path: string) =>
  Arn.format({
    ...here,
    service: 'states',
    resource: 'execution',
    resourceName: `${machineName(stage, path)}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })

export const deadLettersArn = (stage: Stage) =>
  Arn.format({
    ...here,
    service: 'sqs',
    resource: deadLettersName(stage),
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  })
