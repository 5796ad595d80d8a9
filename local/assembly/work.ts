import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'
import { unqualified } from './functions.ts'
import type { Assembly, RuleTarget } from './model.ts'
import { arnOf, nameOf, queueUrlOf } from './references.ts'
import { AssemblyError } from './stacks.ts'

const stateMachine = z.object({
  StateMachineName: z.string().optional(),
  RoleArn: z.string(),
  DefinitionString: z.string().optional(),
  DefinitionS3Location: z.object({ Key: z.string() }).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.string()).default({}),
})

export const readMachines = (catalogue: Catalogue): Assembly['machines'] =>
  catalogue.ofType('AWS::StepFunctions::StateMachine', stateMachine).map(({ it, path, properties }) => {
    const location = properties.DefinitionS3Location
    const text = location
      ? readFileSync(catalogue.assetPath(it, location.Key, path), 'utf8')
      : (properties.DefinitionString ?? '')
    const definition = text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      const value = properties.DefinitionSubstitutions[name]
      if (value === undefined) throw new AssemblyError(`${path}: nothing to put in the place of \${${name}}`)
      return value
    })
    return { name: nameOf.machine(it), arn: arnOf.machine(it), roleArn: properties.RoleArn, definition }
  })

/** Strict: an input transformer that went unheard would change what a target gets. */
const target = z.strictObject({
  Arn: z.string(),
  Id: z.string().optional(),
  RoleArn: z.string().optional(),
  Input: z.string().optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .object({ MaximumRetryAttempts: z.number().optional(), MaximumEventAgeInSeconds: z.number().optional() })
    .optional(),
})

const toTarget = (stated: z.output<typeof target>): RuleTarget => ({
  arn: stated.Arn.includes(':lambda:') ? unqualified(stated.Arn) : stated.Arn,
  ...(stated.RoleArn === undefined ? {} : { roleArn: stated.RoleArn }),
  ...(stated.Input === undefined ? {} : { input: stated.Input }),
  ...(stated.DeadLetterConfig ? { deadLetterArn: stated.DeadLetterConfig.Arn } : {}),
  ...(stated.RetryPolicy?.MaximumRetryAttempts === undefined
    ? {}
    : { maximumRetryAttempts: stated.RetryPolicy.MaximumRetryAttempts }),
})

const rule = z.object({
  Name: z.string().optional(),
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED').optional(),
  Targets: z.array(target).default([]),
})

export const readEvents = (catalogue: Catalogue): Pick<Assembly, 'buses' | 'rules' | 'queues'> => ({
  buses: catalogue
    .ofType('AWS::Events::EventBus', z.object({}))
    .map(({ it }) => ({ name: nameOf.bus(it), arn: arnOf.bus(it) })),
  rules: catalogue.ofType('AWS::Events::Rule', rule).map(({ it, properties }) => ({
    name: nameOf.rule(it),
    busName: properties.EventBusName,
    pattern: properties.EventPattern,
    targets: properties.Targets.map(toTarget),
  })),
  queues: catalogue
    .ofType('AWS::SQS::Queue', z.object({}))
    .map(({ it }) => ({ name: nameOf.queue(it), arn: arnOf.queue(it), url: queueUrlOf(it) })),
})

const schedule = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.literal(['UTC', 'Etc/UTC']).optional(),
  State: z.literal('ENABLED').optional(),
  Target: target.required({ RoleArn: true }),
})

export const readSchedules = (catalogue: Catalogue): Assembly['schedules'] =>
  catalogue.ofType('AWS::Scheduler::Schedule', schedule).map(({ it, properties }) => ({
    name: nameOf.schedule(it),
    expression: properties.ScheduleExpression,
    target: { ...toTarget(properties.Target), roleArn: properties.Target.RoleArn },
  }))
