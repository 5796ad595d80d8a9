import * as z from 'zod'
import { readSecret } from '../aws/secrets.ts'

const login = z.object({ username: z.string(), password: z.string() })
export type DatabaseLogin = z.infer<typeof login>

/** With what a role logs in to the database. */
export const readLogin = (secretArn: string): Promise<DatabaseLogin> => readSecret(secretArn, login)
