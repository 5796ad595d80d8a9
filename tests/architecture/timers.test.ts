import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ticketSeconds } from '../../contracts/realtime.ts'
import { schedules, subscriptions } from '../../contracts/triggers.ts'
import { linkLifeMs } from '../../functions/auth/accounts/link-life.ts'
import { claimMs } from '../../functions/auth/mail/mail-once.ts'
import { graceMs } from '../../functions/auth/removal-grace.ts'
import { underWayMs } from '../../functions/auth/sessions/rotate.ts'
import { accessTokenSeconds, refreshTokenMs } from '../../functions/auth/sessions/session.ts'
import { sessionMs } from '../../functions/auth/sessions/session-life.ts'
import { aliveMs, connectMs } from '../../functions/platform/data/connection.ts'
import { openingSeconds } from '../../functions/realtime/connections.ts'
import { rememberedSeconds } from '../../functions/realtime/ended.ts'
import { answerSeconds } from '../../lib/service.ts'
import { functions } from '../../lib/services/index.ts'
import { eventHours } from '../../lib/work-stack.ts'
import { answerWithinMs } from '../../web/src/app/api/transport.ts'
import { openingMs, pingMs } from '../../web/src/app/live/live-line.ts'
import { renewBeforeMs } from '../../web/src/app/session/authorised.ts'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const gatewaySeconds = 30
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html (response timeout) */
const distributionSeconds = 30

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const silentSocketSeconds = 10 * 60

/** After which Lambda calls again what failed: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retrySeconds = 60

const timeoutOf = (path: string) => functions[path]?.timeoutSeconds ?? Number.NaN

/** What the migrations set for the whole database, in seconds. */
function databaseSeconds(setting: string) {
  const sql = globSync('migrations/*.sql')
    .sort()
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const [, seconds] =
    [...sql.matchAll(new RegExp(`set ${setting} = %L', current_database\\(\\), '(\\d+)s'`, 'g'))].at(-1) ?? []
  return Number(seconds)
}

const everySeconds = (every: string) => {
  if (/^cron\(\d+ \d+ \* \* \? \*\)$/.test(every)) return 86_400
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)/.exec(every) ?? []
  return Number(count) * ({ minute: 60, hour: 3600, day: 86_400 }[unit] ?? Number.NaN)
}

/** Each time must not be longer than the one beside it, in seconds. */
const pairs: [why: string, shorter: number, longer: number][] = [
  ...Object.keys(functions)
    .filter((path) => path.endsWith('/api'))
    .map((path): [string, number, number] => [
      `${path} ends before API Gateway gives it up`,
      timeoutOf(path),
      gatewaySeconds - 1,
    ]),
  ['an API answers before CloudFront gives it up', answerSeconds, distributionSeconds - 1],
  [
    'the page waits for the slowest answer, and some seconds for the way',
    answerSeconds + 5,
    answerWithinMs / 1000,
  ],
  ['a token that is not renewed outlasts its call', answerWithinMs, renewBeforeMs],
  [
    'a token is used for much longer than it takes to renew it',
    10 * renewBeforeMs,
    accessTokenSeconds * 1000,
  ],
  ['a session may be renewed before it ends for good', refreshTokenMs, sessionMs],
  ['a refresh that is under way is not taken for theft', answerSeconds * 1000, underWayMs],
  ['a connection that was lost is opened again within an answer', aliveMs + connectMs, answerSeconds * 1000],
  ['a statement gives up before its function', databaseSeconds('statement_timeout') + 5, answerSeconds],
  [
    'who is gone lets go of locks before who waits for them gives up',
    databaseSeconds('idle_in_transaction_session_timeout') + 5,
    databaseSeconds('statement_timeout'),
  ],
  [
    'a socket may be opening for as long as its function runs',
    timeoutOf('realtime/sockets/connect'),
    openingSeconds,
  ],
  ['the page gives a socket up before its row may be cleared', openingMs, openingSeconds * 1000],
  ['a socket is heard of before API Gateway closes it', pingMs / 1000 + 60, silentSocketSeconds],
  [
    'an end is remembered while a ticket of before may still open',
    ticketSeconds + timeoutOf('realtime/sockets/connect'),
    rememberedSeconds,
  ],
  [
    'a ticket lives for as long as a socket may take to open, and a second try',
    2 * openingMs,
    ticketSeconds * 1000,
  ],
  ...schedules.map(({ handler, every }): [string, number, number] => [
    `${handler} ends before it begins again`,
    timeoutOf(handler),
    everySeconds(every),
  ]),
  ...subscriptions
    .filter(({ handler }) => handler.startsWith('auth/'))
    .map(({ handler }): [string, number, number] => [
      `${handler} ends before its claim of a mail does`,
      timeoutOf(handler) + 5,
      claimMs / 1000,
    ]),
  ['a claim ends before the event comes again', claimMs / 1000, retrySeconds - 5],
  ['nothing is restored any more when it is removed', answerSeconds * 1000, graceMs],
  [
    'a link waits for its mail for as long as the bus tries',
    eventHours * 3_600_000,
    Math.min(...Object.values(linkLifeMs)),
  ],
]

test.each(pairs)('%s', (_why, shorter, longer) => {
  expect(shorter).toBeLessThanOrEqual(longer)
})
