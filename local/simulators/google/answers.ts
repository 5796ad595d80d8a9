/** A body that Google would send, with its status. */
export type Answer = { status: number; body: unknown }

const failure = (status: number, name: string, message: string, details?: unknown[]): Answer => ({
  status,
  body: { error: { code: status, message, status: name, ...(details ? { details } : {}) } },
})

export const invalidArgument = (message: string) => failure(400, 'INVALID_ARGUMENT', message)

/** What a refused parameter of ours looks like. */
export const unknownField = () =>
  invalidArgument(
    'Invalid JSON payload received. Unknown name "imageConfig" at \'generation_config\': Cannot find field.',
  )

export const wrongLocation = () =>
  failure(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.')

export const invalidKey = () =>
  failure(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
  ])

export const noKey = () =>
  failure(
    403,
    'PERMISSION_DENIED',
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  )

export const badToken = () =>
  failure(
    401,
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  )

export const modelNotFound = (model: string, version: string, method: string) =>
  failure(
    404,
    'NOT_FOUND',
    `models/${model} is not found for API version ${version}, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`,
  )

export const publisherModelNotFound = (path: string) =>
  failure(
    404,
    'NOT_FOUND',
    `Publisher Model \`${path}\` was not found or your project does not have access to it. Please ensure you are using a valid model version.`,
  )

const quota = (model: string, limit: number, seconds: number, quotaId: string) => [
  {
    '@type': 'type.googleapis.com/google.rpc.Help',
    links: [
      {
        description: 'Learn more about Gemini API quotas',
        url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
      },
    ],
  },
  {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [
      {
        quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
        quotaId,
        quotaDimensions: { location: 'global', model },
        ...(limit > 0 ? { quotaValue: String(limit) } : {}),
      },
    ],
  },
  { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` },
]

const exceeded = (model: string, limit: number, seconds: number) =>
  `You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_requests, limit: ${limit}, model: ${model}\nPlease retry in ${seconds}s.`

export const rateLimited = (model: string, seconds: number) =>
  failure(
    429,
    'RESOURCE_EXHAUSTED',
    exceeded(model, 10, seconds),
    quota(model, 10, seconds, 'GenerateRequestsPerMinutePerProjectPerModel'),
  )

/** Google sends a hint to wait even where waiting never helps. */
export const noQuota = (model: string) =>
  failure(
    429,
    'RESOURCE_EXHAUSTED',
    exceeded(model, 0, 46),
    quota(model, 0, 46, 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier'),
  )

export const unavailable = () =>
  failure(
    503,
    'UNAVAILABLE',
    'This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.',
  )

export const internal = () =>
  failure(
    500,
    'INTERNAL',
    'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  )
