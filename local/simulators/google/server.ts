import type { FastifyReply, FastifyRequest } from 'fastify'
import { createSimulator, type SimulatorOptions } from '../kit/simulator.ts'
import type { Answer } from './answers.ts'
import { faultOrder, type Operation } from './faults.ts'
import { createServiceAccount, refuseKey, refuseToken } from './identity.ts'
import { asResource, findModel, modelsOn } from './models.ts'
import { type Order, readGenerateContent, readPredict } from './request.ts'
import { respond } from './respond.ts'
import { notFound, readTarget, type Target } from './target.ts'

type Params = { version: string; '*': string }

/** About what the real one takes. */
const usualLatencyMs = { text: 1200, image: 6000 }

/** Google's limit for what is sent inline. */
const bodyLimit = 20 * 1024 * 1024

/** The simulated Google, not yet listening. */
export const createServer = (options: SimulatorOptions<Operation>) => {
  const simulator = createSimulator({ faultOrder, usualLatencyMs, bodyLimit }, options)
  const { app, clock, seed } = simulator
  const serviceAccount = createServiceAccount()
  const today = () => new Date(clock.now()).toISOString().slice(0, 10)

  const refuse = (request: FastifyRequest, mode: Target['mode']): Answer | undefined =>
    mode === 'platform'
      ? refuseToken(request.headers, serviceAccount(), clock.now())
      : refuseKey(request.headers)

  const answer = async (target: Target, order: Order, request: FastifyRequest, reply: FastifyReply) => {
    const { operation, model, picture } = order
    const notes = { mode: target.mode, model, aspectRatio: picture?.ratio, paidPictures: 0 }
    const isMeant = (fault: { model?: string | undefined }) => (fault.model ?? model) === model
    const fault = simulator.meet(request, operation, notes, isMeant)
    const outcome =
      fault?.fault === 'retired'
        ? { answer: notFound(target), paidPictures: 0 }
        : await respond(order, fault, seed)
    // Google would charge for these, delivered or not.
    simulator.note(request, { paidPictures: outcome.paidPictures })
    return simulator.reply(reply, outcome.answer, { operation, fault })
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
    return 'refusal' in read ? send(read.refusal) : answer(target, read.order, request, reply)
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

  app.get('/_control/service-account', serviceAccount)

  return { simulator, serviceAccount }
}
