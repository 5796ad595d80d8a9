import * as z from 'zod'
import { idOf, instant, pageOf, pageQuery, text } from './common.ts'
import { endpoint, tagged } from './endpoint.ts'

export const aspectRatios = ['1:1', '4:5', '9:16', '16:9'] as const
export const aspectRatio = z.enum(aspectRatios)
export type AspectRatio = z.infer<typeof aspectRatio>

export const generationStatuses = [
  'queued',
  'running',
  'succeeded',
  'partly_succeeded',
  'failed',
  'cancelled',
] as const
export type GenerationStatus = (typeof generationStatuses)[number]

export const pictureStatuses = [
  'queued',
  'writing_prompt',
  'rendering',
  'checking', // of versions before: drawn, and not yet stored
  'ready',
  'blocked',
  'failed',
  'cancelled',
] as const
export type PictureStatus = (typeof pictureStatuses)[number]

/** What a user can press next, told by code so that the page can say it in the user's language. */
export const problemCodes = [
  'brief_blocked', // the model's maker refuses the brief: change it
  'brief_rejected', // it cannot take the brief as it is, safe or not: change it
  'picture_blocked', // it refused this one picture: change the brief or try again
  'quota_exhausted', // the Google account has no quota for this model
  'provider_unavailable', // still down after all retries: try again
  'rate_limited', // it let us wait for longer than anybody would: try again later
  'provider_rejected', // a request that will never work as Dhol is set up: key, model or settings
  'bad_picture', // what came back was no usable picture, twice
  'interrupted', // we lost the job more than once: try again
] as const
export const problem = z.object({ code: z.enum(problemCodes), message: z.string() })
export type Problem = z.infer<typeof problem>

const asset = z.object({
  url: z.string(),
  thumbnailUrl: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  contentType: z.string(),
})

export const picture = z.object({
  id: idOf('pic'),
  aspectRatio,
  status: z.enum(pictureStatuses),
  /** 0–100. While rendering, the share of the expected time that has passed. */
  progress: z.number().int().min(0).max(100),
  /** When rendering began, and how long this model usually takes: enough to animate between two messages. */
  startedAt: instant.nullable(),
  expectedSeconds: z.number().int(),
  prompt: z.string().nullable(),
  altText: z.string().nullable(),
  /** `asked` is what the configuration names; `used` is what drew it, a successor where `asked` is retired. */
  model: z.object({ asked: z.string(), used: z.string() }).nullable(),
  asset: asset.optional(),
  problem: problem.optional(),
})
export type Picture = z.infer<typeof picture>

export const generation = z.object({
  id: idOf('gen'),
  brandId: idOf('brd'),
  brief: z.string(),
  status: z.enum(generationStatuses),
  credits: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  pictures: z.array(picture),
})
export type Generation = z.infer<typeof generation>

/** UTF-16 units of a brief that lists show. */
export const briefExcerpt = 200

const pictureSummary = picture
  .pick({ id: true, aspectRatio: true, status: true, altText: true })
  .extend({ thumbnailUrl: z.string().nullable() })
export type PictureSummary = z.infer<typeof pictureSummary>

/** A generation as lists show it: the beginning of its brief, and of its pictures no more than a thumbnail. */
export const generationSummary = generation.extend({
  brief: z.string().max(briefExcerpt),
  pictures: z.array(pictureSummary),
})
export type GenerationSummary = z.infer<typeof generationSummary>

export const maxPictures = 8

const generationInput = z.strictObject({
  brandId: idOf('brd'),
  brief: text().min(1, 'Say what the picture is for').max(4000, 'Keep the brief within 4,000 characters'),
  aspectRatios: z
    .array(aspectRatio)
    .min(1, 'Choose at least one format')
    .max(aspectRatios.length)
    .refine((ratios) => new Set(ratios).size === ratios.length, 'Name each format once'),
  count: z.number().int().min(1).max(maxPictures),
})
export type GenerationInput = z.infer<typeof generationInput>

/** Pictures that a generation makes: `count` of them dealt round the formats in turn, and never fewer than one a format. */
export const pictureFormats = ({ aspectRatios, count }: Pick<GenerationInput, 'aspectRatios' | 'count'>) =>
  Array.from({ length: Math.max(count, aspectRatios.length) }, (_, index) => {
    const ratio = aspectRatios[index % aspectRatios.length]
    if (!ratio) throw new RangeError('a generation needs at least one format')
    return ratio
  })

/** Price of one picture, in credits. */
export const creditsPerPicture = 1

const generationId = z.strictObject({ id: idOf('gen') })

/** Where readers of the OpenAPI description find brands and pictures. */
export const creativeTag = { name: 'creative', description: 'Brands, and pictures for a brief.' }

export const creativeEndpoints = tagged(creativeTag, {
  createGeneration: endpoint({
    service: 'creative',
    method: 'POST',
    path: '/v1/generations',
    auth: 'member',
    summary: 'Makes pictures for a brief. Answers at once; the pictures follow.',
    audits: ['generation.made'],
    body: generationInput,
    idempotent: true,
    status: 202,
    response: generation,
    errors: ['not_found', 'day_is_full', 'budget_spent'],
  }),
  listGenerations: endpoint({
    service: 'creative',
    method: 'GET',
    path: '/v1/generations',
    auth: 'member',
    summary:
      'Lists the generations of the workspace, newest first: each in short. Ask for one to see its prompts.',
    query: pageQuery('gen'),
    status: 200,
    response: pageOf(generationSummary),
  }),
  getGeneration: endpoint({
    service: 'creative',
    method: 'GET',
    path: '/v1/generations/{id}',
    auth: 'member',
    summary: 'Gives one generation with the state of each picture.',
    params: generationId,
    status: 200,
    response: generation,
  }),
  cancelGeneration: endpoint({
    service: 'creative',
    method: 'POST',
    path: '/v1/generations/{id}/cancel',
    auth: 'member',
    summary: 'Stops a generation. Pictures that are ready stay.',
    audits: ['generation.cancelled'],
    params: generationId,
    status: 200,
    response: generation,
    errors: ['already_finished'],
  }),
  retryGeneration: endpoint({
    service: 'creative',
    method: 'POST',
    path: '/v1/generations/{id}/retry',
    auth: 'member',
    summary: 'Tries the blocked and failed pictures of a finished generation again.',
    audits: ['generation.retried'],
    params: generationId,
    status: 202,
    response: generation,
    errors: ['nothing_to_retry', 'day_is_full', 'budget_spent'],
  }),
})
