/** What the local cloud knows of a synthesised assembly, with every reference resolved. */
export type Assembly = {
  functions: LocalFunction[]
  httpApi: { id: string; routes: { method: string; path: string; functionArn: string }[] }
  /** A route without a function takes its messages and does nothing. */
  socketApi: { id: string; stage: string; routes: { key: string; functionArn: string | undefined }[] }
  machines: { name: string; arn: string; roleArn: string; definition: string }[]
  buses: { name: string; arn: string }[]
  rules: { name: string; busName: string; pattern: unknown; targets: RuleTarget[] }[]
  schedules: { name: string; expression: string; target: RuleTarget & { roleArn: string } }[]
  tables: { name: string; arn: string; definition: Record<string, unknown> }[]
  buckets: { name: string; arn: string }[]
  queues: { name: string; arn: string; url: string }[]
  keys: { id: string; arn: string; spec: string; usage: string; aliases: string[] }[]
  secrets: LocalSecret[]
  /** The cluster's database and the secret that its user logs in with. */
  database: { name: string; secretName: string } | undefined
  distribution: Distribution
  /** Folders that a deployment copies into a bucket (the page). */
  deployments: Deployment[]
  /** What a deployment makes by calling a function, which gives its attributes. */
  customResources: { name: string; functionArn: string; properties: Record<string, unknown> }[]
  /** Functions that a deployment calls once, in order (migrations). */
  triggers: { functionArn: string }[]
  /** Those of metrics that are there locally. */
  alarms: LocalAlarm[]
  roles: Role[]
  /** Policies that stand on the resources themselves. */
  resourcePolicies: { arn: string; document: PolicyDocument }[]
}

export type LocalAlarm = {
  name: string
  namespace: string
  metric: string
  dimensions: Record<string, string>
  statistic: 'Sum' | 'Average' | 'SampleCount'
  periodSeconds: number
  /** In each of so many periods the value must be beyond the threshold. */
  periods: number
  threshold: number
  comparison: 'GreaterThanOrEqualToThreshold' | 'GreaterThanThreshold' | 'LessThanThreshold'
  ringsWhenMissing: boolean
}

export type Role = {
  arn: string
  policies: { name: string; document: PolicyDocument }[]
}

export type PolicyDocument = { Version?: string | undefined; Statement: Statement[] }

export type Statement = {
  Effect: 'Allow' | 'Deny'
  Action: string[]
  Resource?: string[] | undefined
  /** Values by operator and key. */
  Condition?: Record<string, Record<string, string | string[]>> | undefined
  [element: string]: unknown
}

/** Who asks: a session of a role, or a service of AWS on behalf of a resource of the account. */
export type Principal = { roleArn: string; session: string } | { service: string; sourceArn: string }

/** What IAM is asked for; `context` has the condition keys that the request itself sets. */
export type Permission = {
  action: `${string}:${string}`
  resource: string
  context?: Record<string, string | string[]>
}

/**
 * The smallest thing that a policy gives to a role: one action on one resource, under conditions with one value each.
 * All of them may have wildcards.
 */
export type Grant = {
  roleArn: string
  action: string
  resource: string
  conditions: { operator: string; key: string; value: string }[]
}

export type Decision = {
  principal: Principal
  action: string
  resource: string
  isAllowed: boolean
  /** Those of the caller's role that it rests on; none when the call is refused. */
  grants: Grant[]
}

export type LocalFunction = {
  name: string
  arn: string
  roleArn: string
  /** Its source in this repository, `functions/<path>.ts`, as its description says. */
  source: string
  /** The asset folder that would be uploaded. */
  codeDir: string
  /** `index.handler` */
  handler: string
  timeoutSeconds: number
  memoryMb: number
  environment: Record<string, string>
}

/** How a function ended, as Lambda's Invoke tells it. */
export type InvokeResult = { ok: true; payload: unknown } | ({ ok: false } & InvokeError)

export type InvokeError = { errorType: string; errorMessage: string; trace?: string[] }

/** `wait` gives the function's answer; `event` is accepted at once and retried as Lambda retries. */
export type Invoke = (functionArn: string, payload: unknown, mode: 'wait' | 'event') => Promise<InvokeResult>

/** Who may sign requests: each function has a key pair of its own. */
export type Caller = { accessKeyId: string; secretAccessKey: string; functionName: string; roleArn: string }

export type RuleTarget = {
  arn: string
  /** In whose session the target is called; without one the service calls it by itself. */
  roleArn?: string
  input?: string
  deadLetterArn?: string
  maximumRetryAttempts?: number
}

export type LocalSecret = {
  name: string
  arn: string
  /** A value that the template states, or how to make one. */
  value?: string
  generate?: { template: Record<string, unknown>; key: string; length: number; excludeCharacters: string }
}

export type Deployment = {
  sourceDir: string
  bucketName: string
  /** Glob patterns as `aws s3 sync` takes them: a file that an include names stays although excluded. */
  exclude: string[]
  include: string[]
  cacheControl?: string
}

export type Origin =
  | { kind: 'bucket'; bucketName: string }
  /** With the headers that CloudFront adds, in place of what a viewer sent under their names. */
  | { kind: 'httpApi'; headers: Record<string, string> }

export type Behaviour = {
  pathPattern: string
  origin: Origin
  /** What the behaviour's response headers policy adds to each answer. */
  responseHeaders: Record<string, string>
  /** Source of a CloudFront function that sees each request first and may change its path. */
  viewerRequest?: string
}

export type Distribution = {
  arn: string
  /** In the order in which CloudFront tries them; the last one is the default behaviour, `*`. */
  behaviours: Behaviour[]
  defaultRootObject: string
  /** Of the whole distribution: they hold for the API's errors too. */
  errorResponses: { status: number; pagePath: string; answerStatus: number }[]
}
