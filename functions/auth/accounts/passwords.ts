import { opaque } from '../../../contracts/text.ts'

/** Most requests of a warm day carry a token; only log-ins and new accounts wait for the native module. */
const load = async () => (await import('bcrypt')).default

/** 2^12 rounds, about a quarter of a second. The factor stands in each hash, so raising it leaves old ones valid. */
const workFactor = 12

/** Fits nobody's password: for users who do not exist, and of an account whose owner has not chosen one yet. */
export const noPassword = '$2b$12$7CdKFTXlLv8tgXmvS5q.6uoW63y6CFVelxc2fnQDYDAGNf0O/t4PW'

/** What bcrypt reads; of a longer text it would compare the beginning alone. */
const maxBytes = 72

export const hashPassword = async (password: string): Promise<string> =>
  (await load()).hash(opaque(password), workFactor)

const fits = (password: string) => Buffer.byteLength(password) <= maxBytes

/** Takes as long for a user who does not exist, so that the time tells nobody who has an account. */
async function matches(password: string, hash: string | undefined): Promise<boolean> {
  const compared = hash ?? noPassword
  const isSame = await (await load()).compare(password, compared)
  return isSame && compared !== noPassword && fits(password)
}

/** In the form that passwords are hashed in, then as it was typed: one set before there was a form was hashed so. */
export const checkPassword = async (password: string, hash: string | undefined): Promise<boolean> =>
  (await matches(opaque(password), hash)) || (await matchesAsTyped(password, hash))

const matchesAsTyped = async (password: string, hash: string | undefined) =>
  password !== opaque(password) && (await matches(password, hash))
