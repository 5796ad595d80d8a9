import { expect, test } from 'vitest'
import type { Brand } from '../../../contracts/brands.ts'
import { demoUser, seedDemo } from '../../../local/start/seed.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { logIn } from '../../support/people/client.ts'
import { mailsTo } from '../../support/people/links.ts'

/** As `npm start -- --fresh` has it. */
const cloud = ownCloud({ fresh: true })

/** What the demo user finds after a log-in with the password that the terminal shows. */
const findBrands = async () => {
  const { call, session } = await logIn(cloud().origin, { ...demoUser, id: '', address: '10.0.0.1' })
  expect(session).toMatchObject({ accessToken: expect.any(String) })
  const { status, body } = await call<{ items: Brand[] }>('/v1/brands')
  expect(status).toBe(200)
  return body.items
}

test('a first start on empty data makes the demo account with its brand; the next start leaves both as they are', async () => {
  await seedDemo(cloud().origin, cloud().mailbox)
  const brands = await findBrands()
  expect(brands).toMatchObject([{ name: 'Chai Junction' }])

  await seedDemo(cloud().origin, cloud().mailbox)
  expect(await findBrands()).toEqual(brands)
  expect(await mailsTo(cloud(), demoUser.email)).toHaveLength(1)
})
