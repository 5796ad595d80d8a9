import { readFileSync } from 'node:fs'
import { RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { acknowledgeWildcard } from '../acknowledge.ts'
import { machineFile } from '../machines.ts'
import { machineTrouble, watchPart } from '../monitoring.ts'
import { machineName, pascalCase } from '../names.ts'
import type { Resources } from '../resources.ts'
import { machines } from '../services/index.ts'
import { forThisAccount } from './for-this-account.ts'
import type { ServiceFunction } from './service-function.ts'

type Flow = { States: Record<string, State> }
type State = {
  Type: string
  Resource?: string
  TimeoutSeconds?: number
  Retry?: unknown[]
  Branches?: Flow[]
  ItemProcessor?: Flow
}

/** Every task of a flow, with those inside Map and Parallel. */
const tasksOf = ({ States }: Flow): [name: string, task: State][] =>
  Object.entries(States).flatMap(([name, state]) => {
    const inner = [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])]
    const own: [string, State][] = state.Type === 'Task' ? [[name, state]] : []
    return [...own, ...inner.flatMap(tasksOf)]
  })

/** `${RenderPictures}` → `RenderPictures`. */
const placeholderOf = (task: State) => task.Resource?.match(/^\$\{(\w+)\}$/)?.[1]

/**
 * A machine from `state-machines/<path>.asl.json`. Each task names its step by file: `${RenderPictures}` is
 * `functions/<service>/steps/render-pictures.ts`. The definition stands in the template itself, so that a review of
 * the template shows it. Throws for a task without a step, a timeout or retries, and for a machine without an entry
 * in `lib/services/<service>.ts`, or with a name that is too long.
 */
export class Workflow extends Construct {
  readonly path: string
  readonly machine: StateMachine

  constructor(scope: Construct, path: string, steps: ServiceFunction[], resources: Resources) {
    super(scope, pascalCase(path))
    const settings = machines[path]
    const [service = ''] = path.split('/')
    if (!settings)
      throw new Error(`state-machines/${path}.asl.json needs an entry in lib/services/${service}.ts`)
    this.path = path
    const file = `state-machines/${path}.asl.json`
    const text = readFileSync(machineFile(path), 'utf8')
    const stepByName = new Map(steps.map((step) => [pascalCase(step.path.replace(/^.*\//, '')), step]))

    const used = new Map<string, ServiceFunction>()
    for (const [state, task] of tasksOf(JSON.parse(text) as Flow)) {
      const placeholder = placeholderOf(task) ?? ''
      const step = stepByName.get(placeholder)
      if (!step) {
        throw new Error(
          `${file}: ${state} calls ${task.Resource}, which is no file of functions/${service}/steps`,
        )
      }
      if (!task.TimeoutSeconds) throw new Error(`${file}: ${state} needs TimeoutSeconds`)
      if (!task.Retry?.length) throw new Error(`${file}: ${state} needs Retry`)
      used.set(placeholder, step)
    }

    const name = machineName(resources.stage, path)
    const role = new Role(this, 'Role', { assumedBy: forThisAccount(this, 'states.amazonaws.com') })
    const log = new LogGroup(this, 'Log', {
      // Under this prefix the log's policy does not grow with each machine.
      // Source: https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: resources.stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      role,
      definitionBody: DefinitionBody.fromString(text),
      definitionSubstitutions: Object.fromEntries(
        [...used].map(([placeholder, step]) => [placeholder, step.handler.functionArn]),
      ),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: true, // ids, times and names of errors alone pass between the states
        destination: log,
      },
    })
    this.machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [...used.values()].map((step) => step.handler.functionArn),
      }),
    )
    acknowledgeWildcard(role, '*', 'Neither X-Ray nor the delivery of logs can be narrowed to a resource.')
    watchPart(this, resources, {
      name: path,
      log,
      failed: ['ExecutionFailed', 'ExecutionTimedOut'],
      usersLose: settings.usersLose,
      metric: machineTrouble(this.machine),
    })
  }
}
