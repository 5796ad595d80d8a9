import type { Seed } from '../kit/seed.ts'
import * as answers from './answers.ts'
import * as content from './content.ts'
import { draw } from './draw.ts'
import type { Fault } from './faults.ts'
import type { Order as Asked } from './request.ts'
import { write } from './write.ts'

type Order = Asked & { seed: Seed }
type Outcome = { answer: answers.Answer; paidPictures: number }
type Picture = NonNullable<Order['picture']>

const free = (answer: answers.Answer): Outcome => ({ answer, paidPictures: 0 })

/** Imagen has no words for a refusal: what was filtered is missing, with a reason if one was asked for. */
const predictions = (order: Order, pictures: Buffer[], filtered: boolean): answers.Answer => ({
  status: 200,
  body: filtered
    ? { predictions: [{ raiFilteredReason: 'The response was filtered. Support codes: 39322892' }] }
    : {
        predictions: pictures.map((bytes) => ({
          bytesBase64Encoded: bytes.toString('base64'),
          mimeType: order.picture?.mimeType,
          prompt: order.prompt,
        })),
      },
})

/** No picture at all, or one of a shape that nobody asked for: each prompt gets one of the two. */
const spoilt = (order: Order, picture: Picture) =>
  order.prompt.length % 2 === 0
    ? Promise.resolve(Buffer.from('This is not a picture.'))
    : draw({ ...order, width: 640, height: 200, mimeType: picture.mimeType })

const drawAll = async (order: Order, picture: Picture, bad: boolean): Promise<Outcome> => {
  const { seed } = order
  const one = (index: number) =>
    bad
      ? spoilt(order, picture)
      : draw({ ...picture, seed, prompt: index === 0 ? order.prompt : `${order.prompt} (${index + 1})` })
  const pictures = await Promise.all(Array.from({ length: picture.count }, (_, index) => one(index)))
  const [first = Buffer.of()] = pictures
  const draft = await draw({ ...order, width: 64, height: 64, mimeType: 'image/png' })
  const answer = order.model.startsWith('imagen')
    ? predictions(order, pictures, false)
    : content.pictureAnswer(order, first, picture.mimeType, draft)
  return { answer, paidPictures: pictures.length }
}

/** What Google answers to an order, under a fault or without one. */
export const respond = async (asked: Asked, fault: Fault | undefined, seed: Seed): Promise<Outcome> => {
  const order = { ...asked, seed }
  const { model } = order
  const isImagen = model.startsWith('imagen')
  switch (fault?.fault) {
    case 'rate_limited':
      return free(answers.rateLimited(model, fault.retryDelaySeconds))
    case 'no_quota':
      return free(answers.noQuota(model))
    case 'unavailable':
      return free(answers.unavailable())
    case 'internal':
      return free(answers.internal())
    case 'prompt_blocked':
      return free(isImagen ? predictions(order, [], true) : content.promptBlocked(order))
    case 'output_blocked':
      return free(isImagen ? predictions(order, [], true) : content.outputBlocked(order, order.operation))
    case 'no_media':
      return free(isImagen ? predictions(order, [], false) : content.withoutMedia(order))
    case 'truncated_json':
      return free(content.truncatedAnswer(order, write(order.schema, order.prompt)))
    case 'wrapped_json':
      return free(content.wrappedAnswer(order, write(order.schema, order.prompt)))
    case 'dirty_text':
      return free(content.dirtyAnswer(order, write(order.schema, order.prompt)))
    case 'malformed_call':
      return free(content.malformedCall(order))
    case 'location_refused':
      return free(answers.wrongLocation())
    case 'argument_refused':
      return free(answers.unknownField())
    default:
      return answerWell(order, fault)
  }
}

const answerWell = async (order: Order, fault: Fault | undefined): Promise<Outcome> => {
  const outcome = order.picture
    ? await drawAll(order, order.picture, fault?.fault === 'bad_picture')
    : free(content.textAnswer(order, write(order.schema, order.prompt)))
  return fault?.fault === 'unlabelled' ? { ...outcome, answer: content.unlabelled(outcome.answer) } : outcome
}
