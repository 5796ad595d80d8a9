import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { faultOrderOf } from '../../../local/simulators/kit/faults.ts'
import { createSimulator, type SimulatorOptions } from '../../../local/simulators/kit/simulator.ts'
import type { Vendor } from '../../../local/simulators/kit/vendor.ts'

const operations = ['read', 'write', 'webhook'] as const
const faultOrder = faultOrderOf(['lost_answer', 'wrong_signature'], operations, {
  /** Only parcels of this weight. */
  grams: z.number().optional(),
})
const newParcel = z.object({ to: z.string(), grams: z.coerce.number() })
type Parcel = z.output<typeof newParcel> & { id: string; status: 'on its way' | 'delivered' }

const deliveryMs = 28 * 24 * 60 * 60 * 1000
const secret = 'of the webhook'

/**
 * A vendor that nobody knows: forms in, ids of its own, parcels in memory, and a signed webhook four weeks later. It
 * takes nothing from the local cloud but its kit.
 */
const startCourier = async (
  options: SimulatorOptions<(typeof operations)[number]> & { hookUrl?: string },
) => {
  const usualLatencyMs = { read: 0, write: 0, webhook: 0 }
  const simulator = createSimulator({ faultOrder, usualLatencyMs }, options)
  const { app, clock, faults, seed } = simulator
  const parcels = new Map<string, Parcel>()
  simulator.onReset(() => parcels.clear())

  const deliver = async (parcel: Parcel) => {
    parcel.status = 'delivered'
    if (!options.hookUrl) return
    const body = JSON.stringify({ ...parcel, at: new Date(clock.now()).toISOString() })
    const fault = faults.strike({ operation: 'webhook', text: body })
    const key = fault?.fault === 'wrong_signature' ? 'another' : secret
    const signature = createHmac('sha256', key).update(body).digest('hex')
    await fetch(options.hookUrl, { method: 'POST', body, headers: { 'x-signature': signature } })
  }

  app.post('/v1/parcels', (request, reply) => {
    const parcel: Parcel = {
      id: `pcl_${seed.nextId(14)}`,
      status: 'on its way',
      ...newParcel.parse(request.body),
    }
    const isMeant = (fault: { grams?: number | undefined }) => (fault.grams ?? parcel.grams) === parcel.grams
    const fault = simulator.meet(request, 'write', { node: 'Parcel' }, isMeant)
    parcels.set(parcel.id, parcel)
    clock.at(clock.now() + deliveryMs, () => deliver(parcel))
    const failed = fault?.fault === 'lost_answer'
    const answer = failed ? { status: 500, body: 'Bad gateway' } : { status: 201, body: parcel }
    return simulator.reply(reply, answer, { operation: 'write', fault })
  })
  app.get('/v1/parcels', (request, reply) => {
    const fault = simulator.meet(request, 'read')
    const body = { data: [...parcels.values()] }
    return simulator.reply(reply, { status: 200, body }, { operation: 'read', fault })
  })
  return simulator.listen()
}

export const isSigned = (body: string, signature: unknown) =>
  signature === createHmac('sha256', secret).update(body).digest('hex')

export const courierFor = (hookUrl: string) =>
  ({
    title: 'The courier',
    secretName: 'dhol/local/courier',
    realSecret: z.object({ COURIER_KEY: z.string() }).transform(({ COURIER_KEY }) => COURIER_KEY),
    simulatedSecret: 'simulated',
    baseUrlVariables: ['COURIER_BASE_URL'],
    start: (options: SimulatorOptions<(typeof operations)[number]>) => startCourier({ ...options, hookUrl }),
  }) satisfies Vendor
