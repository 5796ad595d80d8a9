import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rolesOf } from '../../../contracts/access.ts'
import { endpoints } from '../../../contracts/index.ts'
import { hashSecret } from '../../../functions/platform/crypto/ids.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { dumpWorkspace, openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { meetHeldOpen } from '../../support/database/held-open.ts'
import { type Caller, makeCaller, makeScene, type Scene } from '../../support/requests/endpoint-callers.ts'
import { samples } from '../../support/requests/endpoint-samples.ts'
import {
  isAboveViewer,
  send,
  type WritingEndpoint,
  writingEndpoints,
} from '../../support/requests/writing-endpoints.ts'

const cloud = testCloud()
let superuser: Superuser
let scene: Scene
let owner: Caller
let program: Caller
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  scene = await makeScene(superuser)
  owner = await makeCaller('owner', scene, cloud().origin)
  program = await makeCaller('editor key', scene, cloud().origin)
})
afterAll(() => superuser?.end())

/** How what a caller stands on ends, and comes back for the next test. */
type End = { ends: string; returns: string; of: () => string; told: string }
const person = () => owner.person?.id ?? ''
const removal: End = {
  ends: 'delete from auth.members where user_id = $1',
  returns: `insert into auth.members (workspace_id, user_id, role, created_at)
    select id, $1, 'owner', now() from auth.workspaces where name = '{marker}'`,
  of: person,
  told: '403 no_workspace',
}
const demotion: End = {
  ends: `update auth.members set role = 'viewer' where user_id = $1`,
  returns: `update auth.members set role = 'owner' where user_id = $1`,
  of: person,
  told: '403 role_forbidden',
}
const logOut: End = {
  ends: `update auth.sessions set ended_at = now(), ended_why = 'logged_out' where user_id = $1`,
  returns: 'update auth.sessions set ended_at = null, ended_why = null where user_id = $1',
  of: person,
  told: '401 unauthorized',
}
const revocation: End = {
  ends: 'update auth.api_keys set revoked_at = now() where hash = $1',
  returns: 'update auth.api_keys set revoked_at = null where hash = $1',
  of: () => hashSecret(program.token ?? ''),
  told: '401 unauthorized',
}

/** Of the workspaces of whoever is found there. */
const deletion = (where: string, of: () => string, told: string): End => ({
  ends: `update auth.workspaces set deleted_at = now() where id in (select workspace_id from ${where} = $1)`,
  returns: `update auth.workspaces set deleted_at = null where id in (select workspace_id from ${where} = $1)`,
  of,
  told,
})
const deletionAround = deletion('auth.members where user_id', person, '403 no_workspace')
const deletionAroundKey = deletion('auth.api_keys where hash', revocation.of, '401 unauthorized')

/** Sends a request that finds the end of its caller under way. */
async function meet({ name, endpoint }: WritingEndpoint, caller: Caller, { ends, returns, of, told }: End) {
  const sample = await samples[name](scene, caller)
  const before = await dumpWorkspace(superuser, scene.workspaceId, [person()])
  const { status, body } = await meetHeldOpen(cloud().databaseUrl, [ends, [of()]], () =>
    send(caller, endpoint, sample),
  )
  await superuser.rows(returns.replace('{marker}', scene.marker), [of()])
  // What the sample of the next endpoint must not find.
  const after = await dumpWorkspace(superuser, scene.workspaceId, [person()])
  await superuser.rows('delete from auth.second_factors where user_id = $1', [person()])
  expect(`${status} ${body.error?.code}`).toBe(told)
  expect(withoutTimes(after)).toBe(withoutTimes(before))
}

/** A membership that came back is as old as that. */
const withoutTimes = (dump: string) => dump.replace(/"created_at": "[^"]+"/g, '')

const named = (all: WritingEndpoint[]) => all.map((each) => [each.name, each] as const)
const ofMembers = writingEndpoints.filter(({ endpoint }) => endpoint.auth === 'member')

describe('nothing is done, of what was under way, by', () => {
  test.each(named(ofMembers))('whom a removal takes out: %s', (_, each) => meet(each, owner, removal))
  test.each(named(ofMembers.filter(isAboveViewer)))('whom a demotion leaves less: %s', (_, each) =>
    meet(each, owner, demotion),
  )
  test.each(named(ofMembers))('whose workspace is deleted: %s', (_, each) =>
    meet(each, owner, deletionAround),
  )
  test.each(named(writingEndpoints))('whose session ends: %s', (_, each) => meet(each, owner, logOut))
  const ofPrograms = ofMembers.filter(({ name }) => rolesOf(name)?.includes('editor'))
  test.each(named(ofPrograms.filter(({ name }) => name !== 'leaveWorkspace')))(
    'whose key is revoked: %s',
    (_, each) => meet(each, program, revocation),
  )
  test.each(named(ofPrograms.filter(({ name }) => name === 'createBrand')))(
    'whose key is of a workspace that is deleted: %s',
    (_, each) => meet(each, program, deletionAroundKey),
  )
})

test('these are all that change rows for who is logged in', () => {
  const writing = Object.values(endpoints).filter(({ method, auth }) => method !== 'GET' && auth !== 'public')
  // Those of the cookie end or renew their own session, and `createTicket` writes no row.
  expect(writingEndpoints.length).toBe(writing.filter(({ auth }) => auth !== 'cookie').length - 1)
  expect(writingEndpoints.length).toBeGreaterThan(25)
})
