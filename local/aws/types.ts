import type { Assembly, Caller, Decision, Invoke, Permission, Principal } from '../assembly/model.ts'
import type { StartError } from '../start/start-error.ts'

export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void

export type AwsOptions = {
  assembly: Assembly
  /** Where the data of all services is kept between starts. */
  dataDir: string
  callers: Caller[]
  invoke: Invoke
  log: Log
  /** By which a machine's waits are multiplied, those before its retries too; 1 unless it is said. */
  waitFactor?: number | undefined
  /** Hears of each decision of IAM when it is made for the first time. */
  onDecision?: ((decision: Decision) => void) | undefined
  /** Hears why nothing more can be stored. */
  onLost: (why: StartError) => void
}

/** A request as it arrived: `url` is the path with its query, header names are lower case. */
export type SignedRequest = {
  method: string
  url: string
  headers: Record<string, string>
  body: Buffer
  /** Name of the service in the credential scope, such as `execute-api`. */
  service: string
}

export type StoredObject = { body: Buffer; headers: Record<string, string> }

/** What a test or the terminal may want to know of an execution. */
export type ExecutionRecord = {
  executionArn: string
  stateMachineArn: string
  name: string
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  input: string
  output?: string
  error?: string
  cause?: string
  startDate: Date
  stopDate?: Date
  /** State transitions so far, as AWS bills them: each state entered, and each retry. */
  transitions: number
}

export type Aws = {
  /** For `AWS_ENDPOINT_URL`. */
  endpoint: string
  /** Gives the address of the page on which sent mail can be read. */
  openInbox(): Promise<string>
  /**
   * Checks a request to what is served elsewhere.
   * @throws AwsError when the signature is missing, wrong, too old or made with an unknown key, and when the policies
   * do not give its caller the permission.
   */
  admit(request: SignedRequest, needed: Permission): Promise<void>
  /** @throws AwsError as AWS would refuse. */
  authorize(principal: Principal, needed: Permission): Promise<void>
  /** Calls functions as somebody whom the policies must allow it; a refusal is a failed call. */
  invokeAs(principal: Principal): Invoke
  /** Reads past all permissions. */
  readObject(bucket: string, key: string): Promise<StoredObject | undefined>
  writeObject(bucket: string, key: string, object: StoredObject): Promise<void>
  putSecret(name: string, value: string): Promise<void>
  /** The current value, past all permissions. */
  readSecret(name: string): string | undefined
  executions(): ExecutionRecord[]
  /** Begins the schedules; before that nothing fires, so that a deployment's triggers can run first. */
  startSchedules(): void
  stop(): Promise<void>
}

/** A request whose signature is right, on its way to a service. */
export type Call = Omit<SignedRequest, 'service'> & { caller: Caller }

export type Answer = { status: number; headers?: Record<string, string | string[]>; body?: Buffer | string }

export type Service = {
  /**
   * What IAM has to allow before the call is answered; the front asks it. 'nothing' where AWS needs no permission
   * either, as an empty list is taken for one that was forgotten.
   * @throws AwsError for a call that cannot be read, or an operation that the service does not have.
   */
  permissionsFor(call: Call): Permission[] | 'nothing'
  answer(call: Call): Promise<Answer>
  stop?(): Promise<void>
}
