import type { Cleanup } from '../start/cleanup.ts'
import type { Simulator } from './kit/simulator.ts'
import { isReal, type Keys, type Vendors } from './kit/vendor.ts'

type Start<V extends Vendors, Name extends keyof V> = V[Name]['start']

/** The running simulators, each with what it gives itself. */
export type Simulators<V extends Vendors> = { [Name in keyof V]: Awaited<ReturnType<Start<V, Name>>> }

/** Milliseconds by vendor and operation, where not the usual ones. */
export type LatencyMs<V extends Vendors> = {
  [Name in keyof V]?: NonNullable<Parameters<Start<V, Name>>[0]>['latencyMs']
}

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
export const connectVendors = (vendors: Vendors, keys: Keys, simulators: Record<string, { url: string }>) => {
  const secrets: Record<string, string> = {}
  const environment: Record<string, string> = keys.HTTPS_PROXY ? proxyEnvironment(keys.HTTPS_PROXY) : {}
  for (const [name, vendor] of Object.entries(vendors)) {
    secrets[vendor.secretName] = vendor.realSecret.safeParse(keys).data ?? vendor.simulatedSecret
    const url = simulators[name]?.url
    if (isReal(vendor, keys) || !url) continue
    for (const variable of vendor.baseUrlVariables) environment[variable] = url
  }
  return { secrets, environment }
}

/** Starts every vendor's simulator, and says how the functions reach the vendors. */
export const startVendors = async <V extends Vendors>(
  vendors: V,
  { keys, latencyMs, cleanup }: { keys: Keys; latencyMs: LatencyMs<V> | undefined; cleanup: Cleanup },
) => {
  const simulators: Record<string, Simulator> = {}
  for (const [name, vendor] of Object.entries(vendors)) {
    const ownMs = latencyMs?.[name]
    const simulator = await vendor.start(ownMs ? { latencyMs: ownMs } : {})
    cleanup.add(simulator.stop)
    simulators[name] = simulator
  }
  return { simulators: simulators as Simulators<V>, ...connectVendors(vendors, keys, simulators) }
}
