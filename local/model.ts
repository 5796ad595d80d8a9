/** What the local cloud knows of a synthesised assembly, with every reference resolved. */
export type Assembly = {
  functions: LocalFunction[]
  httpApi: { id: string; routes: { method: string; path: string; functionArn: string }[] }
  socketApi: { id: string; stage: string; routes: { key: string; functionArn: string }[] }
  machines: { name: string; arn: string; roleArn: string; definition: string }[]
  buses: { name: string; arn: string }[]
  rules: { name: string; busName: string; pattern: unknown; targets: RuleTarget[] }[]
  schedules: { name: string; expression: string; target: RuleTarget }[]
  tables: { name: string; arn: string; definition: Record<string, unknown> }[]
  buckets: { name: string; arn: string }[]
  queues: { name: string; arn: string; url: string }[]
  keys: { id: string; arn: string; spec: string; usage: string; aliases: string[] }[]
  secrets: LocalSecret[]
  distribution: Distribution
  /** Folders that a deployment copies into a bucket (the page). */
  deployments: { sourceDir: string; bucketName: string }[]
  /** Functions that a deployment calls once, in order (migrations). */
  triggers: { functionArn: string }[]
}

export type LocalFunction = {
  name: string
  arn: string
  roleArn: string
  /** The asset folder that would be uploaded. */
  codeDir: string
  /** `index.handler` */
  handler: string
  timeoutSeconds: number
  memoryMb: number
  environment: Record<string, string>
}

export type RuleTarget = {
  arn: string
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

export type Origin = { kind: 'bucket'; bucketName: string } | { kind: 'httpApi' }

export type Distribution = {
  defaultOrigin: Origin
  /** In the order in which CloudFront tries them. */
  behaviours: { pathPattern: string; origin: Origin }[]
  defaultRootObject: string
  errorResponses: { status: number; pagePath: string; answerStatus: number }[]
  /** Headers of the response headers policies, by path pattern (`*` for the default behaviour). */
  responseHeaders: Record<string, Record<string, string>>
}
