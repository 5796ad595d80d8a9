import { ApiError, HttpResponse, Models } from '@google/genai/web'
import type { GoogleCredentials } from './credentials.ts'
import { bearerToken } from './service-account.ts'

/** Where to find Google instead of at its own address, by mode. Without a slash at the end. */
export type BaseUrls = { developer?: string; platform?: string }

export type Sdk = { models: Models; mode: GoogleCredentials['mode'] }

type ApiClient = ConstructorParameters<typeof Models>[0]
type Request = Parameters<ApiClient['request']>[0]

/** Google's own bound of a call. */
const longestMs = 600_000

/**
 * Opens the SDK's `Models` over a transport of ours. The whole `GoogleGenAI` brings live sessions, file stores,
 * agents and google-auth-library into each bundle: 742 kB minified and 130–200 ms to load, against 128 kB and
 * 40 ms. The transport does what the SDK's own does unless told otherwise: one request, no retry.
 */
export const openSdk = (credentials: GoogleCredentials, baseUrls: BaseUrls, clock: () => number): Sdk => {
  const { url, authorise } = endpoint(credentials, baseUrls, clock)

  const request = async ({ path, body, httpMethod, httpOptions }: Request): Promise<HttpResponse> => {
    const timeoutMs = httpOptions?.timeout ?? longestMs
    const response = await fetch(`${url}/${path}`, {
      method: httpMethod,
      headers: {
        'content-type': 'application/json',
        'x-server-timeout': String(Math.ceil(timeoutMs / 1000)),
        ...authorise(),
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!response.ok) throw new ApiError({ status: response.status, message: await response.text() })
    return new HttpResponse(response)
  }

  const apiClient: Pick<ApiClient, 'isVertexAI' | 'request'> = {
    isVertexAI: () => credentials.mode === 'platform',
    request,
  }
  // The SDK is pinned, and Models asks its client for nothing else in the calls that we make.
  return { models: new Models(apiClient as ApiClient), mode: credentials.mode }
}

const endpoint = (credentials: GoogleCredentials, baseUrls: BaseUrls, clock: () => number) => {
  if (credentials.mode === 'developer') {
    const host = baseUrls.developer ?? 'https://generativelanguage.googleapis.com'
    return { url: `${host}/v1beta`, authorise: () => ({ 'x-goog-api-key': credentials.apiKey }) }
  }
  const { project, location, serviceAccount } = credentials
  const region = location === 'global' ? '' : `${location}-`
  const host = baseUrls.platform ?? `https://${region}aiplatform.googleapis.com`
  return {
    url: `${host}/v1beta1/projects/${project}/locations/${location}`,
    authorise: () => ({ authorization: `Bearer ${bearerToken(serviceAccount, clock())}` }),
  }
}
