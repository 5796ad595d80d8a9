import { ProviderUnavailable } from '../../platform/errors.ts'
import { measure } from '../../platform/metrics.ts'
import { GoogleRejected, type GoogleRejection } from './errors.ts'
import type { GoogleProvider } from './types.ts'

/** Each call leaves its time, its outcome and what it cost as metrics. */
export const measured = (google: GoogleProvider): GoogleProvider => ({
  writeJson: (asked) => measuredCall('text', () => google.writeJson(asked)),
  renderImage: (asked) => measuredCall('image', () => google.renderImage(asked)),
})

type Done = { kind: string; model: { used: string }; costMicroUsd: number }

async function measuredCall<T extends Done>(work: 'text' | 'image', call: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const end = (outcome: string, model: string) =>
    measure('model_time', Math.round(performance.now() - began), { vendor: 'google', work, outcome, model })
  try {
    const done = await call()
    end(done.kind, done.model.used)
    measure('model_cost', done.costMicroUsd, { vendor: 'google', work, model: done.model.used })
    return done
  } catch (error) {
    end(outcomeOf(error), 'none')
    if (error instanceof ProviderUnavailable || error instanceof GoogleRejected) {
      measure('model_cost', error.costMicroUsd, { vendor: 'google', work, model: 'none' })
    }
    throw error
  }
}

const rejections: Record<GoogleRejection, string> = {
  brief_refused: 'brief_refused',
  request_refused: 'request_refused',
  key_refused: 'key_refused',
  account_unusable: 'key_refused',
  account_refused: 'key_refused',
  model_unusable: 'model_retired',
  quota_exhausted: 'quota_spent',
}

function outcomeOf(error: unknown): string {
  if (error instanceof GoogleRejected) return rejections[error.code]
  return error instanceof ProviderUnavailable ? 'unavailable' : 'failed'
}
