import type { Capability } from './capabilities/grant.ts'

export type FunctionSettings = {
  /** What a user loses while the function fails: the text of its alarm. */
  usersLose: string
  /** 1769 MB is one whole processor. Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
  memoryMb: number
  timeoutSeconds: number
  /**
   * Errors in five minutes from which its alarm rings; 1 where nothing is said. A step that asks Google throws when that
   * is busy, or gave nothing in the end: a few of those are no trouble.
   */
  alarmFrom?: number
  /** Beyond its own log and traces. */
  may: Capability[]
}

export type MachineSettings = {
  /** What a user loses while executions fail: the text of its alarm. */
  usersLose: string
}

/** What a service runs on AWS. `Name` is its folder below `functions/`. */
export type Service<Name extends string> = {
  /** By their paths below `functions/`. */
  functions: Record<`${Name}/${string}`, FunctionSettings>
  /** By their paths below `state-machines/`. */
  machines?: Record<`${Name}/${string}`, MachineSettings>
}

/** The HTTP API waits 29 s; a database that slept needs about 15 s of that. */
export const answerSeconds = 29
