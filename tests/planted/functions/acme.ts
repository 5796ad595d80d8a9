import sql from 'sql-template-tag'
import * as z from 'zod'
import { isSame, isSignedBy } from '../../../functions/platform/crypto/signatures.ts'
import { stageDatabase } from '../../../functions/platform/data/db.ts'
import { readEnv, webhookEnv } from '../../../functions/platform/env.ts'
import { webhook } from '../../../functions/platform/http/webhook.ts'
import { eventIdOf, reaction, type WebhookContext } from '../../../functions/platform/http/webhook-events.ts'

const env = readEnv(webhookEnv)

/** The one that signs now, and the one before it. */
const secrets = ['acme-secret', 'acme-secret-before']
const verifyToken = 'acme-verify-token'

const event = z.object({ id: z.string().optional(), type: z.string(), payload: z.unknown() })

/** Writes a note into each workspace, then tells whoever listens at `tell`. */
const noted = reaction<{ workspaceIds: string[]; note: string; tell: string }, WebhookContext>(
  z.object({ workspaceIds: z.array(z.string()), note: z.string(), tell: z.url() }),
  {
    workspacesOf: async ({ workspaceIds }) => workspaceIds,
    change: async (tx, { note }, workspaceId) => {
      await tx.rows(sql`insert into planted.things (workspace_id, note) values (${workspaceId}, ${note})`)
    },
    follow: async ({ note, tell }, workspaceId) => {
      const { ok } = await fetch(tell, { method: 'POST', body: `${workspaceId} ${note}` })
      if (!ok) throw new Error('nobody wants to hear it')
    },
  },
)

/** A vendor that gives one id in a header, or one in each event, or none; it signs as Meta does and challenges as it does. */
export const handler = webhook(
  {
    vendor: 'acme',
    isSigned: async ({ headers, bytes }) =>
      isSignedBy(secrets, bytes, headers['x-acme-signature']?.replace(/^sha256=/, '') ?? ''),
    envelope: z.object({ events: z.array(event) }),
    eventsOf: ({ events }, headers) =>
      events.map(({ id, type, payload }) => ({
        id: id ?? headers['x-acme-event-id'] ?? eventIdOf(payload),
        type,
        payload,
      })),
    reactions: { 'thing.noted': noted },
    challenge: async (query) =>
      isSame(query['hub.verify_token'] ?? '', verifyToken) ? query['hub.challenge'] : undefined,
  },
  env.EDGE_MARKS,
  { db: stageDatabase(env), clock: Date.now },
)
