import { Logger } from '@aws-lambda-powertools/logger'

/** One logger a function. Log ids, codes and durations; never a token, a secret or a body. */
export const log = new Logger()
