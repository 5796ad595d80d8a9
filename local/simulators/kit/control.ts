import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Clock } from './clock.ts'
import type { FaultBook, FaultSchema } from './faults.ts'
import { asLine, type Journal } from './journal.ts'

type Controls<S extends FaultSchema> = {
  faultOrder: S
  faults: FaultBook<S>
  calls: Journal
  clock: Clock
  /** Milliseconds by operation, changed in place. */
  latencyMs: Record<string, number>
  reset: () => Promise<void>
}

const callQuery = z.object({ match: z.string().optional() })
const count = z.number().min(0).default(0)
const wayForward = z.strictObject({ days: count, hours: count, minutes: count, seconds: count })

/** The simulator's own endpoints, below `/_control`. What they cannot use is answered with 400 and the reason. */
export const addControlRoutes = <S extends FaultSchema>(app: FastifyInstance, controls: Controls<S>) => {
  const { faultOrder, faults, calls, clock, latencyMs } = controls
  const latency = z.strictObject(
    Object.fromEntries(Object.keys(latencyMs).map((name) => [name, z.number().int().min(0).optional()])),
  )
  const describe = () => ({
    faults: faultOrder.shape.fault.options,
    latencyMs,
    now: new Date(clock.now()).toISOString(),
  })

  app.get('/_control', describe)

  app.post('/_control/faults', (request, reply) => {
    const order = parsed(faultOrder, request, reply)
    return order ? reply.code(201).send(faults.add(request.body as z.input<S>)) : reply
  })
  app.get('/_control/faults', faults.list)
  app.delete('/_control/faults', (_request, reply) => {
    faults.clear()
    return reply.code(204).send()
  })

  app.get('/_control/calls', (request) => calls.list(callQuery.parse(request.query).match))
  app.get('/_control/calls.jsonl', (request, reply) => {
    const lines = calls.list(callQuery.parse(request.query).match).map((call) => `${asLine(call)}\n`)
    return reply.type('application/jsonl').send(lines.join(''))
  })

  app.put('/_control/latency', (request, reply) => {
    const wanted = parsed(latency, request, reply)
    if (!wanted) return reply
    Object.assign(latencyMs, wanted)
    return latencyMs
  })

  app.post('/_control/clock', async (request, reply) => {
    const way = parsed(wayForward, request, reply)
    if (!way) return reply
    const hours = way.days * 24 + way.hours
    await clock.advance(((hours * 60 + way.minutes) * 60 + way.seconds) * 1000)
    return describe()
  })

  app.post('/_control/reset', async (_request, reply) => {
    await controls.reset()
    return reply.code(204).send()
  })
}

/** The body, or undefined once it was refused. */
const parsed = <S extends z.ZodType>(schema: S, request: FastifyRequest, reply: FastifyReply) => {
  const body = schema.safeParse(request.body)
  if (body.success) return body.data
  reply.code(400).send({ error: z.prettifyError(body.error) })
  return undefined
}
