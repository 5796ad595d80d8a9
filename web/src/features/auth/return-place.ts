import * as z from 'zod'

const state = z.object({
  from: z.object({ pathname: z.string().startsWith('/'), search: z.string(), hash: z.string() }),
})

/** Where one was when the log in page came in between; `/` for who came by themselves. */
export const placeToReturnTo = (locationState: unknown) => {
  const parsed = state.safeParse(locationState)
  return parsed.success ? parsed.data.from : '/'
}
