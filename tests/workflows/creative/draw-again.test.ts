import { beforeAll, expect, test } from 'vitest'
import { testCloud } from '../../support/cloud/cloud.ts'
import { eventually } from '../../support/eventually.ts'
import { drawCalls, filesIn, newBrief } from '../../support/machines/generations.ts'
import { type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

/** Ends the process that draws. The tests of a file come one after the other, so it draws for the test that asks. */
function killRenderer() {
  const { name } =
    cloud().assembly.functions.find(({ source }) => source.endsWith('/render-pictures.ts')) ?? {}
  const [renderer] = cloud()
    .processes()
    .filter((each) => each.busy && each.function === name)
  process.kill(renderer?.pid ?? Number.NaN, 'SIGKILL')
}

test('a step that ran leaves its picture as it is when it runs again', async () => {
  const { brief, word } = newBrief()
  const done = await member.ended((await member.generate(brief)).body.id)
  const [picture] = done.pictures
  const pictures = [{ pictureId: picture?.id, notBefore: null }]
  const again = { workspaceId: member.workspaceId, generationId: done.id, open: { pictures } }
  expect(await cloud().invoke('creative/steps/render-pictures', again)).toMatchObject({ ok: true })
  expect(drawCalls(cloud(), word)).toHaveLength(1)
  expect((await member.find(done.id)).pictures[0]).toEqual(picture)
})

test('a process killed in mid-step is replaced and gives one picture', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word, times: 1, ms: 20_000 })
  const { body } = await member.generate(brief)
  await eventually(
    async () => drawCalls(cloud(), word).length,
    (calls) => calls === 1,
  )
  killRenderer()
  const done = await member.ended(body.id)
  expect(done.status).toBe('succeeded')
  expect(drawCalls(cloud(), word)).toHaveLength(2)
  expect(await filesIn(cloud(), done.pictures[0]?.asset?.url.split('/').at(-2) ?? '')).toEqual([
    'picture',
    'thumbnail',
  ])
})

test('a picture that was ready before the process died is not drawn again', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word, times: 1, ms: 20_000 })
  const { body } = await member.generate(brief, { aspectRatios: ['1:1', '9:16'], count: 2 })
  const half = await eventually(
    () => member.find(body.id),
    ({ pictures }) => pictures.some(({ status }) => status === 'ready'),
    30_000,
    200,
  )
  killRenderer()
  const done = await member.ended(body.id)
  expect(done.status).toBe('succeeded')
  expect(drawCalls(cloud(), word)).toHaveLength(3)
  const ready = half.pictures.find(({ status }) => status === 'ready')
  expect(done.pictures).toContainEqual(ready)
})
