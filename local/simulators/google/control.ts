import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { type createFaultBook, faultOrder } from './faults.ts'
import type { createJournal } from './journal.ts'

export const latency = z.strictObject({
  textMs: z.number().int().min(0),
  imageMs: z.number().int().min(0),
})
export type Latency = z.infer<typeof latency>

type Controls = {
  faults: ReturnType<typeof createFaultBook>
  journal: ReturnType<typeof createJournal>
  serviceAccount: () => Record<string, string>
  setLatency: (latency: Latency) => void
}

const requestQuery = z.object({ match: z.string().optional() })

/** The simulator's own endpoints, below `/_control`. */
export const addControlRoutes = (app: FastifyInstance, controls: Controls) => {
  const { faults, journal } = controls
  app.post('/_control/faults', (request, reply) => {
    const order = faultOrder.safeParse(request.body)
    if (!order.success) return reply.code(400).send({ error: z.prettifyError(order.error) })
    return reply.code(201).send(faults.add(order.data))
  })
  app.get('/_control/faults', () => faults.list())
  app.delete('/_control/faults', (_request, reply) => {
    faults.clear()
    return reply.code(204).send()
  })
  app.get('/_control/requests', (request) => journal.list(requestQuery.parse(request.query).match))
  app.get('/_control/service-account', () => controls.serviceAccount())
  app.put('/_control/latency', (request, reply) => {
    const wanted = latency.safeParse(request.body)
    if (!wanted.success) return reply.code(400).send({ error: z.prettifyError(wanted.error) })
    controls.setLatency(wanted.data)
    return reply.code(204).send()
  })
}
