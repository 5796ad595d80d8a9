import { setTimeout as wait } from 'node:timers/promises'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Answer } from './answers.ts'
import { addControlRoutes, type Latency } from './control.ts'
import { createFaultBook } from './faults.ts'
import { createServiceAccount, refuseKey, refuseToken } from './identity.ts'
import { createJournal } from './journal.ts'
import { asResource, findModel, modelsOn } from './models.ts'
import { type Order, readGenerateContent, readPredict } from './request.ts'
import { respond } from './respond.ts'
import { notFound, readTarget, type Target } from './target.ts'

type Params = { version: string; '*': string }

/** Google's limit for what is sent inline. */
const bodyLimit = 20 * 1024 * 1024

/** The simulated Google, not yet listening. */
export const createServer = (firstLatency: Latency, clock: () => number) => {
  const app: FastifyInstance = Fastify({ bodyLimit, forceCloseConnections: true, exposeHeadRoutes: false })
  const stopping = new AbortController()
  const faults = createFaultBook(clock)
  const journal = createJournal()
  const serviceAccount = createServiceAccount()
  let latency = firstLatency
  const today = () => new Date(clock()).toISOString().slice(0, 10)

  const refuse = (request: FastifyRequest, mode: Target['mode']): Answer | undefined =>
    mode === 'platform' ? refuseToken(request.headers, serviceAccount(), clock()) : refuseKey(request.headers)

  const answer = async (target: Target, order: Order, reply: FastifyReply) => {
    const fault = faults.strike(order)
    const entry = journal.open({
      at: new Date(clock()).toISOString(),
      mode: target.mode,
      operation: order.operation,
      model: order.model,
      prompt: order.prompt,
      paidPictures: 0,
      ...(order.picture ? { aspectRatio: order.picture.ratio } : {}),
      ...(fault ? { fault: fault.fault } : {}),
    })
    const usual = order.operation === 'text' ? latency.textMs : latency.imageMs
    const outcome =
      fault?.fault === 'retired' ? { answer: notFound(target), paidPictures: 0 } : await respond(order, fault)
    const isRefusal = outcome.answer.status !== 200
    if (!isRefusal) {
      await wait(fault?.fault === 'slow' ? fault.ms : usual, undefined, { signal: stopping.signal })
    }
    entry.paidPictures = outcome.paidPictures
    if (fault?.fault === 'dropped') {
      reply.hijack()
      reply.raw.destroy()
      return reply
    }
    entry.status = outcome.answer.status
    return reply.code(outcome.answer.status).send(outcome.answer.body)
  }

  app.post<{ Params: Params }>('/:version/*', (request, reply) => {
    const send = ({ status, body }: Answer) => reply.code(status).send(body)
    const target = readTarget(request.params.version, request.params['*'])
    if (!target) return reply.callNotFound()
    const refusal = refuse(request, target.mode)
    if (refusal) return send(refusal)
    const model = findModel(target.model, target.method, today())
    if (!model) return send(notFound(target))
    const read =
      target.method === 'predict'
        ? readPredict(model.id, request.body)
        : readGenerateContent(model.id, model.makes, request.body)
    return 'refusal' in read ? send(read.refusal) : answer(target, read.order, reply)
  })

  app.get<{ Params: { version: string } }>('/:version/models', (request, reply) => {
    const refusal = refuse(request, 'developer')
    return refusal
      ? reply.code(refusal.status).send(refusal.body)
      : reply.send({ models: modelsOn(today()).map(asResource) })
  })

  app.get<{ Params: { version: string; id: string } }>('/:version/models/:id', (request, reply) => {
    const { version, id } = request.params
    const model = modelsOn(today()).find((each) => each.id === id)
    const target = { mode: 'developer', version, model: id, method: 'getModel', resource: id } as const
    const refusal = refuse(request, 'developer') ?? (model ? undefined : notFound(target))
    if (refusal || !model) return reply.code(refusal?.status ?? 404).send(refusal?.body)
    return reply.send(asResource(model))
  })

  addControlRoutes(app, {
    faults,
    journal,
    serviceAccount,
    setLatency: (wanted) => {
      latency = wanted
    },
  })

  return { app, faults, journal, serviceAccount, stopping }
}
