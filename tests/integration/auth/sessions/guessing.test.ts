import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { eventually } from '../../../support/eventually.ts'
import { accountRequests, said } from '../../../support/people/account-requests.ts'
import { type Account, makeAccount } from '../../../support/people/accounts.ts'
import { mailedToken } from '../../../support/people/links.ts'
import { newAddress, newcomer } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const { forgot, reset, tryLogIn } = accountRequests(cloud)

/** The cookie by which a device is known. */
const deviceIn = (headers: Headers) =>
  headers
    .getSetCookie()
    .find((each) => each.startsWith('__Secure-dhol_device_'))
    ?.split(';')[0] ?? ''

describe('guessing passwords', () => {
  const wrong = 'not the lantern'
  const deviceOf = async (account: Account) => deviceIn((await tryLogIn(account)).headers)

  test('slows the guesser down more and more, also with the right one, and nobody elsewhere', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const guesser = newAddress()
    const guess = () => tryLogIn({ ...account, password: wrong }, guesser)
    const free = []
    for (let time = 0; time < 5; time++) free.push((await guess()).status)
    expect(free).toEqual([401, 401, 401, 401, 401])
    const slowed = await eventually(guess, ({ headers }) => Number(headers.get('retry-after')) >= 4)
    expect([slowed.status, slowed.body.error.code]).toEqual([429, 'slow_down'])
    expect((await tryLogIn(account, guesser)).body.error.code).toBe('slow_down')
    expect((await tryLogIn(account)).status).toBe(200)
  })

  test('is slowed down alike where there is no account', async () => {
    const { email } = newcomer()
    const guesser = newAddress()
    const guess = () => tryLogIn({ email, password: wrong }, guesser)
    // In pairs: the hash that is computed for nobody may take longer than the first waits.
    const pair = await eventually(
      () => Promise.all([guess(), guess()]),
      (answers) => answers.some(({ status }) => status === 429),
      60_000,
    )
    const slowed = pair.find(({ status }) => status === 429)
    expect(slowed?.body.error.code).toBe('slow_down')
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('from many addresses shuts nobody out on a device where they logged in before', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const [device, other] = [await deviceOf(account), await deviceOf(await makeAccount(cloud().databaseUrl))]
    const strangers = []
    for (let time = 0; time < 22; time++) strangers.push(await tryLogIn({ ...account, password: wrong }))
    await eventually(
      () => tryLogIn({ ...account, password: wrong }),
      ({ headers }) => Number(headers.get('retry-after')) >= 4,
    )
    expect(strangers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(401))
    expect((await tryLogIn(account, account.address)).body.error.code).toBe('slow_down')
    const ofAccount = device.split('=')[0]
    for (const forged of [other, `${ofAccount}=${other.split('=')[1]}`, `${device.slice(0, -4)}AAAA`]) {
      expect((await tryLogIn(account, undefined, forged)).body.error.code).toBe('slow_down')
    }
    for (const known of [device.replace('__Secure-', ''), device]) {
      expect((await tryLogIn(account, undefined, known)).status).toBe(200)
    }
  })

  test('from many addresses keeps nobody out who comes by the link of a mail, while it goes on', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const guess = () => tryLogIn({ ...account, password: wrong })
    const blockAll = () =>
      eventually(
        () => Promise.all(Array.from({ length: 8 }, guess)),
        (answers) => answers.some(({ headers }) => Number(headers.get('retry-after')) >= 4),
      )
    await blockAll()
    expect((await tryLogIn(account)).body.error.code).toBe('slow_down')
    await forgot(account.email)
    const password = 'another lantern river 8'
    const { headers } = await reset(await mailedToken(cloud(), account.email, 'A new password'), password)
    await blockAll()
    expect((await tryLogIn({ ...account, password })).body.error.code).toBe('slow_down')
    expect((await tryLogIn({ ...account, password }, undefined, deviceIn(headers))).status).toBe(200)
  })

  test('on a known device is slowed down there', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const device = await deviceOf(account)
    const guess = () => tryLogIn({ ...account, password: wrong }, undefined, device)
    await eventually(
      () => Promise.all([guess(), guess(), guess()]),
      (answers) => answers.some(({ status }) => status === 429),
    )
    expect((await tryLogIn(account)).status).toBe(200)
  })

  test('of before counts no more once there is another', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const guess = () => tryLogIn({ ...account, password: wrong })
    await eventually(
      () => Promise.all(Array.from({ length: 8 }, guess)),
      (answers) => answers.some(({ headers }) => Number(headers.get('retry-after')) >= 4),
    )
    await forgot(account.email)
    const token = await mailedToken(cloud(), account.email, 'A new password')
    const password = 'another lantern river 8'
    await reset(token, password)
    expect((await tryLogIn({ ...account, password })).status).toBe(200)
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const answers = [
      await tryLogIn({ ...account, password: wrong }),
      await tryLogIn({ ...account, email: newcomer().email }),
    ]
    expect(answers[0]?.body.error.code).toBe('wrong_login')
    expect(answers.map(said)[0]).toEqual(answers.map(said)[1])
  })
})
