import { Logger } from '@aws-lambda-powertools/logger'

/** One logger a function. Log ids, codes and durations; never a token, a secret or a body. */
export const log = new Logger()

/** What was thrown, as an error that the logger can print with its stack. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown))
