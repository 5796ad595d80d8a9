import { rolesOf } from './access.ts'
import type { EndpointDefinition } from './endpoint.ts'
import { roles } from './roles.ts'

/** Every `code` of an answer that is not a success: its status, and what it tells the caller to do. */
export const errors = {
  invalid_input: { status: 400, means: 'Something breaks its rule. `fields` names each place.' },
  malformed_json: { status: 400, means: 'The body is no JSON.' },
  link_invalid: { status: 400, means: 'The link was used, has expired or never existed: ask for another.' },

  unauthorized: {
    status: 401,
    means: 'The token, key or cookie is missing, has expired or was revoked: renew the session or log in.',
  },
  wrong_login: { status: 401, means: 'E-mail and password do not belong together.' },
  code_required: { status: 401, means: 'The password is right. Send the code of the second factor too.' },
  code_wrong: { status: 401, means: 'The code is wrong, has expired or was used: wait for the next one.' },
  wrong_password: { status: 401, means: 'This is not the password of the account.' },

  not_here: { status: 403, means: 'Call the API at the address of the page, not past it.' },
  csrf: { status: 403, means: 'Send the header `x-dhol-csrf: 1`.' },
  no_workspace: { status: 403, means: 'The session is in no workspace: make one or accept an invitation.' },
  role_forbidden: { status: 403, means: 'The role of the caller does not allow this.' },
  step_up_required: { status: 403, means: 'Call `stepUp`, then repeat this.' },
  account_deleted: {
    status: 403,
    means:
      'The account was deleted. For 30 days from `deletedAt` a log-in with `restoreAccount` restores it.',
  },
  second_factor_required: {
    status: 403,
    means: 'Who runs a workspace of the business tier sets up a second factor first.',
  },

  not_found: { status: 404, means: 'It does not exist, or belongs to another workspace.' },

  email_taken: { status: 409, means: 'The address got an account in the meantime: log in.' },
  link_elsewhere: { status: 409, means: 'The link counts in the session that asked for it alone.' },
  last_owner: { status: 409, means: 'A workspace keeps one owner: make somebody else an owner first.' },
  already_member: { status: 409, means: 'The address belongs to a member already.' },
  invitation_for_other: { status: 409, means: 'The invitation was sent to another address.' },
  too_many: { status: 409, means: 'There are as many of these as there may be: give one up first.' },
  second_factor_on: { status: 409, means: 'The second factor is on already.' },
  second_factor_off: { status: 409, means: 'There is no second factor to do this with.' },
  idempotency_key_reused: { status: 409, means: 'The key belongs to another body: use a new one.' },
  already_finished: { status: 409, means: 'The generation has ended, so there is nothing to stop.' },
  under_way: { status: 409, means: 'It is still being made: stop the generation first.' },
  restore_first: {
    status: 409,
    means: 'What it belongs to was deleted too: restore that first. The message names it.',
  },
  nothing_to_retry: { status: 409, means: 'No picture of the generation failed.' },

  body_too_large: { status: 413, means: 'The body is larger than 256 KiB.' },
  unsupported_media_type: { status: 415, means: 'Send the body as `application/json`.' },

  slow_down: { status: 429, means: 'Too many wrong tries. `Retry-After` says how many seconds to wait.' },
  day_is_full: {
    status: 429,
    means:
      'The workspace, or the person, has asked for as many pictures today as they may. `Retry-After` says when.',
  },
  budget_spent: {
    status: 429,
    means: 'All of Dhol has made as many pictures today as it may: try again tomorrow.',
  },
  limit_exceeded: { status: 429, means: 'Too many requests. `Retry-After` says how many seconds to wait.' },

  internal: {
    status: 500,
    means: 'The fault is ours. Try again, and send us the request id if it stays.',
  },
  provider_unavailable: {
    status: 503,
    means: 'A service that we ask does not answer: try again in a minute.',
  },
} as const satisfies Record<string, { status: number; means: string }>

export type ErrorCode = keyof typeof errors

/** Codes that the way in gives before the endpoint's own file runs. */
function codesOnTheWayIn(name: string, { auth, stepUp, body, params, idempotent }: EndpointDefinition) {
  const codes: ErrorCode[] = ['invalid_input', 'not_here', 'limit_exceeded', 'internal']
  if (body) codes.push('malformed_json', 'body_too_large', 'unsupported_media_type')
  if (auth !== 'public') codes.push('unauthorized')
  if (auth === 'cookie') codes.push('csrf')
  if (auth === 'member') codes.push('no_workspace', 'second_factor_required')
  // An API key is nobody to ask about themselves.
  if (auth === 'person' || roles.some((role) => rolesOf(name)?.includes(role) === false)) {
    codes.push('role_forbidden')
  }
  if (stepUp) codes.push('step_up_required')
  if (params) codes.push('not_found')
  if (idempotent) codes.push('idempotency_key_reused')
  return codes
}

/** Every code that an endpoint may answer, in the order of their statuses. */
export function codesOf(name: string, endpoint: EndpointDefinition): ErrorCode[] {
  const codes = new Set([...codesOnTheWayIn(name, endpoint), ...(endpoint.errors ?? [])])
  return (Object.keys(errors) as ErrorCode[]).filter((code) => codes.has(code))
}
