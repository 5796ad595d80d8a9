import { vi } from 'vitest'
import type { SmallCloud } from './small-cloud.ts'

/** Leads clients of the AWS SDK that are made from now on to this cloud, as a function's environment does. */
export const pointSdkAt = ({ client }: SmallCloud, endpoint = client.endpoint) => {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint)
  vi.stubEnv('AWS_REGION', client.region)
  vi.stubEnv('AWS_ACCESS_KEY_ID', client.credentials.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', client.credentials.secretAccessKey)
}
