import { setTimeout as wait } from 'node:timers/promises'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type * as z from 'zod'
import { createClock } from './clock.ts'
import { addControlRoutes } from './control.ts'
import { createFaultBook, type Fault, type FaultSchema } from './faults.ts'
import { recordCalls } from './journal.ts'
import { createSeed } from './seed.ts'

type Definition<S extends FaultSchema, O extends string> = {
  /** Made by `faultOrderOf`. */
  faultOrder: S
  /** How long the real one takes for a good answer, in milliseconds by operation. */
  usualLatencyMs: Record<O, number>
  /** The largest body that the vendor takes, in bytes; a megabyte without it. */
  bodyLimit?: number
}

export type SimulatorOptions<O extends string = string> = {
  latencyMs?: Record<O, number>
  /** Milliseconds since 1970. */
  clock?: () => number
  seed?: string
}

/**
 * What every simulated vendor is made of. The vendor adds its routes to `app`, asks `meet` which fault a call meets,
 * and answers with `reply`; `listen` then serves it on 127.0.0.1.
 */
export const createSimulator = <S extends FaultSchema, O extends string>(
  { faultOrder, usualLatencyMs, bodyLimit }: Definition<S, O>,
  options: SimulatorOptions<O>,
) => {
  const app: FastifyInstance = Fastify({
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    forceCloseConnections: true,
    exposeHeadRoutes: false,
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_: unknown, text: unknown) => Object.fromEntries(new URLSearchParams(String(text))),
  )
  const stopping = new AbortController()
  const clock = createClock(options.clock ?? Date.now)
  const seed = createSeed(options.seed)
  const faults = createFaultBook(faultOrder, clock.now)
  const calls = recordCalls(app, clock.now)
  const firstLatencyMs = options.latencyMs ?? usualLatencyMs
  const latencyMs: Record<O, number> = { ...firstLatencyMs }
  const resets: (() => void)[] = []

  /** As it was started: no faults, calls or rows, the first latency, the real time, the first ids. */
  const reset = async () => {
    await clock.reset()
    faults.clear()
    calls.clear()
    seed.restart()
    Object.assign(latencyMs, firstLatencyMs)
    for (const each of resets) each()
  }
  addControlRoutes(app, { faultOrder, faults, calls, clock, latencyMs, reset })

  return {
    app,
    clock,
    seed,
    faults,
    /** What the vendor keeps in memory is emptied with the rest. */
    onReset: (work: () => void) => void resets.push(work),

    /** Says what a call is to the vendor. Gives the fault that it meets, if any. */
    meet(
      request: FastifyRequest,
      operation: O,
      notes: Record<string, unknown> = {},
      isMeant?: (fault: z.output<S>) => boolean,
    ) {
      const { call, text } = calls.of(request)
      const fault = faults.strike({ operation, text }, isMeant)
      Object.assign(call, { operation, notes, ...(fault && { fault: fault.fault }) })
      return fault
    },
    /** Adds to what is noted of a call. */
    note: (request: FastifyRequest, notes: Record<string, unknown>) =>
      void Object.assign(calls.of(request).call.notes, notes),
    /**
     * Answers after the latency of the operation, or as slowly as the fault has it; a failure at once. `dropped` cuts
     * the connection in place of the answer, when the work is done.
     */
    async reply(
      reply: FastifyReply,
      { status, body }: { status: number; body: unknown },
      { operation, fault }: { operation: O; fault: Fault | undefined },
    ) {
      const usualMs = status < 400 ? latencyMs[operation] : 0
      await wait(fault?.fault === 'slow' ? fault.ms : usualMs, undefined, { signal: stopping.signal })
      if (fault?.fault !== 'dropped') return reply.code(status).send(body)
      reply.hijack()
      reply.raw.destroy()
      return reply
    },

    async listen() {
      const url = await app.listen({ port: 0, host: '127.0.0.1' })
      return {
        url,
        faultNames: faultOrder.shape.fault.options,
        operations: Object.keys(usualLatencyMs),
        addFault(order: z.input<S>) {
          faults.add(order)
        },
        clearFaults: faults.clear,
        /** Calls in which `match` occurs, newest last. */
        calls: calls.list,
        advance: clock.advance,
        async stop() {
          stopping.abort()
          clock.stop()
          await app.close()
        },
      }
    },
  }
}

/** A simulator that is running, whichever vendor's. */
export type Simulator = {
  /** Its base URL; `/_control` is below it. */
  url: string
  faultNames: readonly string[]
  operations: readonly string[]
  stop(): Promise<void>
}
