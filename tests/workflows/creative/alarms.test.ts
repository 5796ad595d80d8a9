import { expect, test } from 'vitest'
import { metrics } from '../../../contracts/metrics.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser } from '../../support/cloud/superuser.ts'
import { eventually } from '../../support/eventually.ts'
import { newBrief } from '../../support/machines/generations.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = ownCloud()
const minutes = 60_000

const rings = (name: string) =>
  eventually(
    async () => cloud().ringingAlarms(),
    (names) => names.includes(`dhol-local ${name}`),
  )

/** A generation that is made after a strike, when it has ended. */
async function generateAfter(strike: () => void | Promise<void>) {
  const member = await newMember(cloud())
  await strike()
  return member.ended((await member.generate(newBrief().brief)).body.id)
}

test('Prometheus reads every metric of the contract, and values with their labels', async () => {
  const member = await newMember(cloud())
  const done = await member.ended((await member.generate(newBrief().brief)).body.id)
  expect(done.status).toBe('succeeded')
  const text = await eventually(
    async () => (await fetch(cloud().metricsUrl)).text(),
    (page) => page.includes('dhol_generation_failed_count{service="creative",status="succeeded"} 1'),
  )
  for (const name of Object.keys(metrics)) expect(text).toContain(`# HELP dhol_${name}`)
  expect(text).toMatch(
    /dhol_request_time_milliseconds_count\{.*route="POST \/v1\/generations",status="202"\} 1/,
  )
  expect(text).toMatch(/dhol_user_action_total\{.*action="generation\.made"\} 1/)
  expect(text).toMatch(/dhol_model_time_milliseconds_count\{.*outcome="picture",vendor="google",work="image"/)
  expect(text).toMatch(/dhol_model_cost_sum\{.*work="image".*\} [1-9]/)
})

test('nothing rings while all goes well', () => {
  expect(cloud().ringingAlarms()).toEqual([])
})

test('a brief that Google refuses is no fault of ours', async () => {
  const { google } = cloud().vendors
  const done = await generateAfter(() =>
    google.addFault({ fault: 'prompt_blocked', operation: 'text', times: 1 }),
  )
  expect(done.status).toBe('failed')
  expect(cloud().ringingAlarms()).toEqual([])
})

test('a sweep that has stopped rings after ten minutes', () => {
  const now = Date.now()
  expect(cloud().ringingAlarms(now + 4 * minutes)).not.toContain('dhol-local sweep stopped')
  expect(cloud().ringingAlarms(now + 11 * minutes)).toContain('dhol-local sweep stopped')
})

test('a spent quota rings, and so do generations that fail by it', async () => {
  const { google } = cloud().vendors
  await generateAfter(() => google.addFault({ fault: 'no_quota', operation: 'image', times: 1 }))
  await rings('google quota spent')
  await rings('generations failing')
})

test('a model without a successor that answers rings', async () => {
  const { google } = cloud().vendors
  await generateAfter(() => google.addFault({ fault: 'retired', operation: 'image' }))
  google.clearFaults()
  await rings('google model retired')
})

test('a stage that has spent the budget of its day gives nobody a picture, and rings', async () => {
  const member = await newMember(cloud())
  const superuser = openSuperuser(cloud().databaseUrl)
  const set = (assignments: string) =>
    superuser.rows(`update creative.asked set ${assignments} where subject = 'stage'`)
  try {
    await set('cost_micro_usd = 100_000_000')
    const refused = await member.generate('after the budget')
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'budget_spent' } } })
    expect((await member.call('/v1/generations')).body).toMatchObject({ items: [] })
    await rings('budget spent')
    await set('day = day - 1')
    expect((await member.generate('tomorrow')).status).toBe(202)
  } finally {
    await superuser.end()
  }
})

test('a refused key rings', async () => {
  // Those that run keep the key that they know until it is refused.
  for (const { function: name, pid } of cloud().processes()) {
    if (pid && name.includes('creative-steps')) process.kill(pid)
  }
  const secret = JSON.stringify({ mode: 'developer', apiKey: 'invalid' })
  await generateAfter(() => cloud().aws.putSecret('dhol/local/google', secret))
  await rings('google key refused')
})
