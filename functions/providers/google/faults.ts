import * as z from 'zod'
import { cleanExcerpt } from '../../platform/text.ts'

const word = z.string().optional().catch(undefined)
const detail = z.looseObject({
  reason: word,
  retryDelay: word,
  violations: z
    .array(z.looseObject({ quotaId: word, quotaValue: word }))
    .optional()
    .catch(undefined),
})
const body = z.object({
  error: z.looseObject({
    status: word,
    message: z.string().catch(''),
    details: z.array(detail.catch({})).catch([]),
  }),
})

/** What Google says of a request that failed. Source of the form: google.aip.dev/193. */
export type Fault = z.infer<typeof body>['error']

/** Letters of a message that are kept: it goes into a line of the log. */
const longestMessage = 2000

/** Not every proxy on the way answers in Google's form; the status then says enough. */
export const parseFault = (message: string): Fault => {
  const fault = body.safeParse(parsedOr(message)).data?.error ?? { message, details: [] }
  return { ...fault, message: cleanExcerpt(fault.message, longestMessage) }
}

const parsedOr = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const reasonsOf = (fault: Fault) => fault.details.flatMap(({ reason }) => reason ?? [])

/**
 * "User location is not supported", billing that is not set up, an API that is switched off.
 * Reasons: cloud.google.com/apis/design/errors, ErrorReason.
 */
export const accountOfFault = (fault: Fault): boolean =>
  fault.status === 'FAILED_PRECONDITION' ||
  reasonsOf(fault).some((reason) =>
    ['SERVICE_DISABLED', 'BILLING_DISABLED', 'CONSUMER_INVALID'].includes(reason),
  )

export const isOnKey = (status: number, fault: Fault): boolean =>
  status === 401 || status === 403 || reasonsOf(fault).some((reason) => reason.startsWith('API_KEY_'))

/** The one refusal of words that comes as 400: Imagen's of a whole prompt. */
export const isOnBrief = ({ message }: Fault): boolean => /responsible ai|sensitive words/i.test(message)

/** How long Google asks us to wait. */
export const waitSeconds = (fault: Fault): number | undefined => {
  const delay = fault.details.find(({ retryDelay }) => retryDelay)?.retryDelay
  const seconds = Number.parseFloat(delay ?? '')
  return Number.isFinite(seconds) ? seconds : undefined
}

/**
 * A limit of 0 means that the model is not in this account's tier, a daily quota comes back at midnight in California,
 * and credit or a spending cap is the operator's to raise: no retry of this job helps.
 */
export const isSpent = (fault: Fault): boolean => {
  const violations = fault.details.flatMap((each) => each.violations ?? [])
  return (
    /\blimit: 0\b(?!\.)|\bprepa(?:id|yment) credits?\b|\bspending cap\b/i.test(fault.message) ||
    violations.some(({ quotaId, quotaValue }) => quotaValue === '0' || quotaId?.includes('PerDay'))
  )
}
