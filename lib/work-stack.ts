import { Duration, Stack, Validations } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { schedules, subscriptions } from '../contracts/triggers.ts'
import { functionPaths } from './bundle.ts'
import { forThisAccount } from './constructs/for-this-account.ts'
import { Mail } from './constructs/mail.ts'
import { ServiceFunction } from './constructs/service-function.ts'
import { Workflow } from './constructs/workflow.ts'
import { machinePaths } from './machines.ts'
import { watchMetrics } from './metric-alarms.ts'
import { waitingMessages, watch } from './monitoring.ts'
import { deadLettersName, functionName, pascalCase } from './names.ts'
import type { Resources } from './resources.ts'
import { stackOf } from './stage.ts'

/** How long an event is tried again before it goes to the dead letters. */
export const eventHours = 1

/** What runs without anyone waiting for an answer: machines with their steps, the clock, the events. */
export class WorkStack extends Stack {
  private readonly resources: Resources

  constructor(scope: Construct, id: string, resources: Resources) {
    super(scope, id, stackOf(resources.stage))
    this.resources = { ...resources, mail: new Mail(this, 'Mail') }
    const deadLetters = this.makeDeadLetters()
    const makeAll = (folder: string) =>
      functionPaths()
        .filter((path) => path.includes(`/${folder}/`))
        .map((path) => new ServiceFunction(this, path, this.resources))
    const steps = makeAll('steps')
    // Nobody but the account itself may call these.
    makeAll('by-hand')

    for (const path of machinePaths()) {
      const [service] = path.split('/')
      const own = steps.filter((step) => step.path.startsWith(`${service}/`))
      new Workflow(this, path, own, this.resources)
    }
    for (const schedule of schedules) this.addSchedule(schedule, deadLetters)
    for (const subscription of subscriptions) this.addSubscription(subscription, deadLetters)
    watchMetrics(this, this.resources)
  }

  private makeDeadLetters(): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      queueName: deadLettersName(this.resources.stage),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason: 'It is the queue of dead letters.' })
    watch(queue, this.resources, {
      name: 'dead letters',
      usersLose: 'Something that should have followed from an event or the clock has not happened.',
      metric: waitingMessages(queue),
    })
    return queue
  }

  /** A run that fails is not repeated: the next one does its work too. */
  private addSchedule(schedule: (typeof schedules)[number], deadLetters: Queue) {
    const { handler: path, every, whereItSleeps = every } = schedule
    const { handler } = new ServiceFunction(this, path, this.resources)
    const { stage } = this.resources
    const role = new Role(this, `${pascalCase(path)}ScheduleRole`, {
      assumedBy: forThisAccount(this, 'scheduler.amazonaws.com'),
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
          ],
        }),
      },
    })
    new CfnSchedule(this, `${pascalCase(path)}Schedule`, {
      name: functionName(stage, path),
      scheduleExpression: stage.database.sleepsAfterMinutes ? whereItSleeps : every,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: handler.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    })
    handler.configureAsyncInvoke({ retryAttempts: 0 })
  }

  /** An event that its function fails three times, or that never reaches it, waits in the dead letters. */
  private addSubscription({ handler: path, event }: (typeof subscriptions)[number], deadLetters: Queue) {
    const { handler } = new ServiceFunction(this, path, this.resources)
    const { bus, stage } = this.resources
    const rule = new Rule(this, `${pascalCase(path)}Rule`, {
      ruleName: functionName(stage, path),
      eventBus: bus,
      eventPattern: { detailType: [event] },
    })
    rule.addTarget(
      new LambdaFunction(handler, {
        deadLetterQueue: deadLetters,
        retryAttempts: 10,
        maxEventAge: Duration.hours(eventHours),
      }),
    )
    handler.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(eventHours),
      onFailure: new SqsDestination(deadLetters),
    })
  }
}
