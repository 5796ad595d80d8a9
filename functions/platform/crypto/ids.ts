import { createHash, randomBytes } from 'node:crypto'
import { typeid } from 'typeid-js'
import type { IdPrefix } from '../../../contracts/common.ts'

/** A new TypeID: sorts by the time it was made. */
export const newId = (prefix: IdPrefix): string => typeid(prefix).toString()

/** 256 random bits that nobody guesses, safe in a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret. No salt: the secret itself is too random to be looked up. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
