import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { aspectRatios, type Generation } from '../../../contracts/creative.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { waitFactor } from '../../support/cloud/settings.ts'
import { drawCalls, filesIn, newBrief } from '../../support/machines/generations.ts'
import { type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

const execution = (id: string) =>
  cloud()
    .aws.executions()
    .filter(({ name }) => name.startsWith(id))
const problemsOf = ({ pictures }: Generation) => pictures.map(({ problem }) => problem?.code)

test('four formats become four pictures of their shapes, in few state transitions', async () => {
  const { brief } = newBrief()
  const made = await member.generate(brief, { aspectRatios: [...aspectRatios], count: 4 })
  expect(made.status).toBe(202)
  expect(made.body).toMatchObject({ status: 'queued', credits: 4 })

  const done = await member.ended(made.body.id)
  expect(done.status).toBe('succeeded')
  for (const picture of done.pictures) {
    const response = await fetch(`${cloud().origin}${picture.asset?.url}`)
    expect(response.headers.get('content-type')).toBe(picture.asset?.contentType)
    expect(response.headers.get('cache-control')).toContain('immutable')
    const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    expect({ width, height }).toEqual({ width: picture.asset?.width, height: picture.asset?.height })
    const [across = 0, down = 1] = picture.aspectRatio.split(':').map(Number)
    expect(width / height).toBeCloseTo(across / down, 1)
    expect(picture).toMatchObject({ status: 'ready', progress: 100, model: { used: expect.any(String) } })
    const thumbnail = await fetch(`${cloud().origin}${picture.asset?.thumbnailUrl}`)
    expect(thumbnail.headers.get('content-type')).toBe('image/webp')
  }
  expect(new Set(done.pictures.map(({ prompt }) => prompt)).size).toBe(4)
  const [run] = execution(done.id)
  expect(run?.status).toBe('SUCCEEDED')
  expect(run?.transitions).toBe(4)
})

describe('a fault of Google', () => {
  test('"come back later" is waited for as long as it says, shortened as all waits of a test are', async () => {
    const { brief, word } = newBrief()
    const retryDelaySeconds = 30
    cloud().vendors.google.addFault({
      fault: 'rate_limited',
      operation: 'image',
      match: word,
      times: 1,
      retryDelaySeconds,
    })
    const done = await member.ended((await member.generate(brief)).body.id)
    expect(done.status).toBe('succeeded')
    const [refused, drawn] = drawCalls(cloud(), word)
    expect(Date.parse(drawn?.at ?? '') - Date.parse(refused?.at ?? '')).toBeGreaterThanOrEqual(
      retryDelaySeconds * 1000 * waitFactor,
    )
  })

  test('"come back later" while the prompts are written is waited for too', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({
      fault: 'rate_limited',
      operation: 'text',
      match: word,
      times: 1,
      retryDelaySeconds: 20,
    })
    expect(await member.ended((await member.generate(brief)).body.id)).toMatchObject({ status: 'succeeded' })
  })

  test('pictures that come later leave those that are ready alone', async () => {
    const { brief, word } = newBrief()
    const strike = { operation: 'image', match: word, times: 1 } as const
    cloud().vendors.google.addFault({ ...strike, fault: 'rate_limited', retryDelaySeconds: 3 })
    cloud().vendors.google.addFault({ ...strike, fault: 'unavailable' })
    const { body } = await member.generate(brief, { aspectRatios: [...aspectRatios], count: 4 })
    const done = await member.ended(body.id)
    expect(done.status).toBe('succeeded')
    expect(drawCalls(cloud(), word)).toHaveLength(4 + 2)
  })

  test('no quota at all fails at once, with words for the user', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'no_quota', operation: 'image', match: word })
    const done = await member.ended((await member.generate(brief)).body.id)
    expect(done.status).toBe('failed')
    expect(problemsOf(done)).toEqual(['quota_exhausted'])
    expect(drawCalls(cloud(), word)).toHaveLength(1)
  })

  test('one blocked picture of four leaves three', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'output_blocked', operation: 'image', match: word, times: 1 })
    const made = await member.generate(brief, { aspectRatios: [...aspectRatios], count: 4 })
    const done = await member.ended(made.body.id)
    expect(done.status).toBe('partly_succeeded')
    expect(done.pictures.map(({ status }) => status).sort()).toEqual(['blocked', 'ready', 'ready', 'ready'])
    const { problem } = done.pictures.find(({ status }) => status === 'blocked') ?? {}
    expect(problem).toMatchObject({ code: 'picture_blocked', message: expect.stringContaining('Try again') })
  })

  test('a blocked brief ends the generation without a picture', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'prompt_blocked', operation: 'text', match: word })
    const done = await member.ended((await member.generate(brief)).body.id)
    expect(done.status).toBe('failed')
    expect(problemsOf(done)).toEqual(['brief_blocked'])
    expect(drawCalls(cloud(), word)).toHaveLength(0)
  })

  test.each(['unavailable', 'internal'] as const)('%s, once, is retried', async (fault) => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault, operation: 'image', match: word, times: 1 })
    const done = await member.ended((await member.generate(brief)).body.id)
    expect(done.status).toBe('succeeded')
    expect(drawCalls(cloud(), word)).toHaveLength(2)
  })

  test('a plan that is cut off is written again', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'truncated_json', operation: 'text', match: word, times: 1 })
    expect(await member.ended((await member.generate(brief)).body.id)).toMatchObject({ status: 'succeeded' })
  })

  test('an outage fails the picture after its retries, and Try again draws it', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'unavailable', operation: 'image', match: word })
    const failed = await member.ended((await member.generate(brief)).body.id, 60_000)
    expect(failed.status).toBe('failed')
    expect(problemsOf(failed)).toEqual(['provider_unavailable'])
    expect(drawCalls(cloud(), word).length).toBe(4)

    cloud().vendors.google.clearFaults()
    const retried = await member.call<Generation>(`/v1/generations/${failed.id}/retry`, { method: 'POST' })
    expect(retried.status).toBe(202)
    const done = await member.ended(failed.id)
    expect(done.status).toBe('succeeded')
    expect(execution(failed.id)).toHaveLength(2)
  })

  test('an outage of the text model fails the whole generation', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'unavailable', operation: 'text', match: word })
    const failed = await member.ended((await member.generate(brief, { count: 2 })).body.id, 60_000)
    expect(problemsOf(failed)).toEqual(['provider_unavailable', 'provider_unavailable'])
  })

  test('a connection that drops after the picture was drawn gives one picture, not two', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'dropped', operation: 'image', match: word, times: 1 })
    const done = await member.ended((await member.generate(brief)).body.id)
    expect(done.status).toBe('succeeded')
    expect(drawCalls(cloud(), word)).toHaveLength(2)
    const folder = done.pictures[0]?.asset?.url.split('/').at(-2) ?? ''
    expect(await filesIn(cloud(), folder)).toEqual(['picture', 'thumbnail'])
  })

  test('a retired model is followed by its successor, and the record says so', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({
      fault: 'retired',
      operation: 'image',
      model: 'gemini-nano-banana-2.1',
      match: word,
    })
    const done = await member.ended((await member.generate(brief)).body.id)
    expect(done.status).toBe('succeeded')
    expect(done.pictures[0]?.model).toEqual({ asked: 'gemini-nano-banana-2.1', used: 'gemini-3-pro-image' })
  })

  test('bytes that are no picture are asked for once more, then told', async () => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'bad_picture', operation: 'image', match: word })
    const done = await member.ended((await member.generate(brief)).body.id)
    expect(problemsOf(done)).toEqual(['bad_picture'])
    expect(drawCalls(cloud(), word)).toHaveLength(2)
  })
})
