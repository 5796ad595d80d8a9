import type { Problem } from '../../contracts/creative.ts'

/** What a user reads of an error that outlived all retries. `errorName` is what the machine caught. */
export function problemOf(errorName: string): Problem {
  if (errorName === 'ProviderUnavailable' || errorName === 'RetryAfter') {
    return {
      code: 'provider_unavailable',
      message: "Google's models did not answer. Press Try again in a few minutes.",
    }
  }
  if (errorName === 'BadPicture') {
    return {
      code: 'bad_picture',
      message: 'The model gave no usable picture. Press Try again, or change the brief.',
    }
  }
  return interrupted
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
