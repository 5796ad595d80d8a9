import { randomBytes } from 'node:crypto'
import { hashSecret } from '../../platform/crypto/ids.ts'

/** Crockford's base32 (https://www.crockford.com/base32.html): without i, l, o and u, which look like others. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const codes = 10
const groups = 4
const groupLength = 5

/**
 * Ten codes like `k7md2-xqp9t-rnv4h-sb3wc`, 100 random bits each. That is too many to try even for who has all hashes
 * of all users and tests each guess against every one of them, so a slow hash would add nothing.
 */
export const newRecoveryCodes = (): string[] => Array.from({ length: codes }, newCode)

const newCode = () =>
  Array.from({ length: groups }, () => Array.from(randomBytes(groupLength), letter).join('')).join('-')

/** 256 is a multiple of 32, so each letter is as likely as any other. */
const letter = (byte: number) => alphabet.charAt(byte % alphabet.length)

/** What is stored of a code, and looked for. However it was typed: capitals, dashes, spaces, o for 0, i or l for 1. */
export const hashRecoveryCode = (code: string): string =>
  hashSecret(code.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1'))
