import * as z from 'zod'
import { readSecret } from '../aws/secrets.ts'
import { setting } from '../env.ts'

const login = z.object({ username: setting(), password: setting() })
export type DatabaseLogin = z.infer<typeof login>

/** With what a role logs in to the database. */
export const readLogin = (secretArn: string): Promise<DatabaseLogin> => readSecret(secretArn, login)
