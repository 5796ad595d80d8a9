import * as z from 'zod'
import { faultOrderOf } from '../kit/faults.ts'

export const operations = ['text', 'image'] as const
export type Operation = (typeof operations)[number]

export const faultOrder = faultOrderOf(
  [
    'rate_limited',
    'no_quota',
    'unavailable',
    'internal',
    'prompt_blocked',
    'output_blocked',
    'no_media',
    'truncated_json',
    'wrapped_json',
    'dirty_text',
    'malformed_call',
    'unlabelled',
    'location_refused',
    'argument_refused',
    'retired',
    'bad_picture',
  ],
  operations,
  {
    /** Only calls of this model: with `retired`, its successor then answers. */
    model: z.string().optional(),
    /** For `rate_limited`: the hint to wait. */
    retryDelaySeconds: z.number().positive().default(3),
  },
)
export type FaultOrder = z.input<typeof faultOrder>
export type Fault = z.output<typeof faultOrder>
