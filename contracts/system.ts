import * as z from 'zod'
import { endpoint, tagged } from './endpoint.ts'

const tag = { name: 'system', description: 'Health, and this description.' }

export const systemEndpoints = tagged(tag, {
  getHealth: endpoint({
    service: 'system',
    method: 'GET',
    path: '/v1/health',
    auth: 'public',
    summary: 'Says whether the API and its database answer.',
    status: 200,
    response: z.object({ status: z.literal('ok'), time: z.string() }),
  }),
  getOpenapi: endpoint({
    service: 'system',
    method: 'GET',
    path: '/v1/openapi.json',
    auth: 'public',
    summary: 'This description.',
    status: 200,
    response: z.record(z.string(), z.unknown()),
  }),
})
