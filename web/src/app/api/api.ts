import type * as z from 'zod'
import { type EndpointDefinition, needsToken } from '../../../../contracts/endpoint.ts'
import { authorised } from '../session/authorised.ts'
import { currentSession } from '../session/session.ts'
import { endSession, renewSession } from '../session/session-api.ts'
import { confirmWhoSitsHere } from '../session/step-up.ts'
import { hasCode } from './api-error.ts'
import { saveFile } from './save-file.ts'
import { type CallInput, send, sendForBytes } from './transport.ts'

const keeper = { current: currentSession, renew: renewSession, end: endSession }

/** With the token where the endpoint asks for one; where it asks who sits there, once more after they have said so. */
const asSomebody = async <T>(
  endpoint: EndpointDefinition,
  sendAs: (accessToken?: string) => Promise<T>,
): Promise<T> => {
  if (!needsToken(endpoint)) return sendAs()
  try {
    return await authorised(sendAs, keeper)
  } catch (error) {
    if (!hasCode(error, 'step_up_required')) throw error
    await confirmWhoSitsHere()
    return authorised(sendAs, keeper)
  }
}

/**
 * Calls an endpoint and gives its answer as the contract describes it. Where the API wants to know who sits there, a
 * dialog asks.
 * @throws {ApiError} the API refused, or answered something else than its contract says
 * @throws {NetworkError} no answer came
 * @throws {Cancelled} the dialog was closed, or the tab has gone to another workspace: nothing to tell
 */
export const call = <E extends EndpointDefinition>(
  endpoint: E,
  input: CallInput<E> = {},
): Promise<z.output<E['response']>> =>
  asSomebody(endpoint, (accessToken) => send(endpoint, input, accessToken))

/** Calls an endpoint whose answer is a file, and saves it. Throws as `call` does. */
export const download = async <E extends EndpointDefinition & Required<Pick<EndpointDefinition, 'file'>>>(
  endpoint: E,
  input: CallInput<E>,
) => {
  const { bytes } = await asSomebody(endpoint, (accessToken) => sendForBytes(endpoint, input, accessToken))
  saveFile(new Blob([bytes], { type: endpoint.file.type }), endpoint.file.name)
}
