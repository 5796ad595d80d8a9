import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Generation } from '../../../contracts/creative.ts'
import { startCloud } from '../../../local/cloud.ts'
import { testSettings } from '../../support/cloud/settings.ts'
import { checkOutVersionBefore } from '../../support/cloud/version-before.ts'
import { eventually } from '../../support/eventually.ts'
import { asSuperuser } from '../../support/people/accounts.ts'
import { logIn, newMember } from '../../support/people/client.ts'

const pages = ['brands', 'generations', 'members', 'invitations', 'api-keys', 'audit', 'audit/own', 'auth/me']

/** What somebody does in a working day, in words that every version understands. */
async function spendADay({ call }: Pick<Awaited<ReturnType<typeof logIn>>, 'call'>) {
  const { body: brand } = await call<{ id: string }>('/v1/brands', { body: { name: 'Chai Point' } })
  await call('/v1/invitations', { body: { email: 'guest@example.in', role: 'viewer' } })
  const made = await call<Generation>('/v1/generations', {
    body: { brandId: brand.id, brief: 'Monsoon offer', aspectRatios: ['1:1'], count: 1 },
  })
  const { body: ended } = await eventually(
    () => call<Generation>(`/v1/generations/${made.body.id}`),
    ({ body }) => body.finishedAt !== null,
    30_000,
    200,
  )
  const answers = await Promise.all(
    pages.map(async (page) => `${page} ${(await call(`/v1/${page}`)).status}`),
  )
  return { status: ended.status, pages: answers }
}

test('the version before goes on with the database of this one, and with what this one wrote', async ({
  skip,
}) => {
  const before = await checkOutVersionBefore()
  if (!before) return skip('the history ends before the newest migration')
  onTestFinished(before.remove)
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-test-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const works = { status: 'succeeded', pages: pages.map((page) => `${page} 200`) }

  const cloud = await startCloud({ ...testSettings, dataDir })
  onTestFinished(cloud.stop)
  const member = await newMember(cloud)
  expect(await spendADay(member)).toEqual(works)
  // One from before the rule is spared what it would stop at: its services are looked at all the same.
  if (before.isStrict) {
    const forget = 'delete from public.migrations where name <> all($1)'
    await asSuperuser(cloud.databaseUrl, forget, [before.migrations])
  }
  await cloud.stop()

  const old = await before.start(dataDir)
  onTestFinished(old.kill)
  const again = await logIn(old.origin, member.account)
  const { body: brands } = await again.call<{ items: { id: string }[] }>('/v1/brands')
  expect(brands.items.map(({ id }) => id)).toContain(member.brand.id)
  expect(await spendADay(again)).toEqual(works)
}, 300_000)
