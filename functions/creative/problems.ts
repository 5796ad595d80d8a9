import type { Problem } from '../../contracts/creative.ts'
import type { GoogleRejection } from '../providers/google/index.ts'

/** What a user reads of failures that outlived all retries, by the name of the last. */
const outlived: Readonly<Record<string, Problem>> = {
  ProviderUnavailable: {
    code: 'provider_unavailable',
    message: "Google's models did not answer. Press Try again in a few minutes.",
  },
  RateLimited: {
    code: 'rate_limited',
    message: 'Google takes no more requests from this account just now. Press Try again in a few minutes.',
  },
  BadPicture: {
    code: 'bad_picture',
    message: 'The model gave no usable picture. Press Try again, or change the brief.',
  },
}

/** What a user reads of a failure that outlived all retries: of one that nobody foresaw, that it was ours. */
export const problemOf = (failure: string): Problem => outlived[failure] ?? interrupted

/** What a user reads of what Google will never do: the one place where its codes become ours. */
export const rejectedByGoogle: Readonly<Record<GoogleRejection, Problem>> = {
  brief_refused: {
    code: 'brief_rejected',
    message: 'Google cannot take this brief as it is. Change the brief, then press Try again.',
  },
  request_refused: {
    code: 'provider_rejected',
    message:
      'Google does not take what Dhol asks for. It is not your brief. Tell whoever runs Dhol for you, then press Try again.',
  },
  key_refused: {
    code: 'provider_rejected',
    message:
      'Google refuses the key in Dhol’s settings. Ask whoever runs Dhol to put in a new one, then press Try again.',
  },
  account_unusable: {
    code: 'provider_rejected',
    message:
      'The Google service account in Dhol’s settings cannot be used. Ask whoever runs Dhol to put in a new key, then press Try again.',
  },
  account_refused: {
    code: 'provider_rejected',
    message:
      'Google does not serve the account in Dhol’s settings. Ask whoever runs Dhol to look at its country and billing, then press Try again.',
  },
  model_unusable: {
    code: 'provider_rejected',
    message:
      'The Google model that Dhol is set up with cannot be used. Tell whoever runs Dhol for you, then press Try again.',
  },
  quota_exhausted: {
    code: 'quota_exhausted',
    message:
      'The Google account has no quota left for this model. Raise it in Google AI Studio or wait until tomorrow, then press Try again.',
  },
}

export const interrupted: Problem = {
  code: 'interrupted',
  message: 'Our side lost this picture half-way. Press Try again.',
}

export const briefBlocked = (reason: string): Problem => ({
  code: 'brief_blocked',
  message: `Google's safety rules refuse this brief (${reason}). Change the brief and try again.`,
})

export const pictureBlocked = (reason: string): Problem => ({
  code: 'picture_blocked',
  message: `Google's safety rules refuse this picture (${reason}). Press Try again for another idea, or change the brief.`,
})
