import type { Settings } from '../start/env-file.ts'

export type VendorKeys = Omit<Settings, 'PORT'>

type Vendor = {
  name: string
  /** Name of the vendor's secret in the template. */
  secretName: string
  /** Value of the secret with the real key, where `.env` has one. */
  realSecret: (keys: VendorKeys) => string | undefined
  /** Value of the secret that the simulator accepts. */
  simulatedSecret: string
  /** Variables by which the vendor's own SDK finds another host. */
  baseUrlVariables: string[]
}

const developerKey = (apiKey: string) => JSON.stringify({ mode: 'developer', apiKey })

export const vendors: Vendor[] = [
  {
    name: 'google',
    secretName: 'dhol/local/google',
    realSecret: ({ GEMINI_API_KEY }) => GEMINI_API_KEY && developerKey(GEMINI_API_KEY),
    simulatedSecret: developerKey('simulated-key-that-opens-nothing'),
    baseUrlVariables: ['GOOGLE_GEMINI_BASE_URL', 'GOOGLE_VERTEX_BASE_URL'],
  },
]

/** By these, Node's fetch goes through the network's proxy, and still straight to what runs here. */
const proxyEnvironment = (proxy: string) => ({
  NODE_USE_ENV_PROXY: '1',
  HTTPS_PROXY: proxy,
  NO_PROXY: '127.0.0.1,localhost',
})

/**
 * Decides vendor by vendor whether the real one is used. `secrets` are to be put in place of the template's, and
 * `environment` is added to every function's: where the simulators are, and the proxy by which real vendors are reached.
 */
export const connectVendors = (keys: VendorKeys, simulatorUrls: Record<string, string>) => {
  const secrets: Record<string, string> = {}
  const environment: Record<string, string> = keys.HTTPS_PROXY ? proxyEnvironment(keys.HTTPS_PROXY) : {}
  for (const vendor of vendors) {
    const real = vendor.realSecret(keys)
    secrets[vendor.secretName] = real ?? vendor.simulatedSecret
    const url = simulatorUrls[vendor.name]
    if (real || !url) continue
    for (const variable of vendor.baseUrlVariables) environment[variable] = url
  }
  return { secrets, environment }
}
