import * as z from 'zod'

const cameFrom = z.object({
  from: z.object({ pathname: z.string().startsWith('/'), search: z.string(), hash: z.string() }),
})

/** Where one was when the log in page came in between; `/` for who came by themselves. */
export const returnLocation = (locationState: unknown) => {
  const parsed = cameFrom.safeParse(locationState)
  return parsed.success ? parsed.data.from : '/'
}

const arrival = z.object({
  email: z.string().optional(),
  news: z.enum(['verified', 'wasReset', 'joined']).optional(),
})
export type Arrival = z.infer<typeof arrival>

/** What another page hands on to a form: the address to begin with, and what has just been done. */
export const arrivalOf = (locationState: unknown): Arrival => {
  const parsed = arrival.safeParse(locationState)
  return parsed.success ? parsed.data : {}
}
