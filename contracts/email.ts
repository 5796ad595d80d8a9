import * as z from 'zod'

/** Octets: RFC 5321, section 4.5.3.1. A path has 256 with the brackets round the address. */
const mostOctets = 254
const mostLocalOctets = 64

const partsOf = (address: string): [local: string, domain: string] => {
  const at = address.lastIndexOf('@')
  return [address.slice(0, Math.max(0, at)), address.slice(at + 1)]
}

/**
 * A domain in ASCII, as mail travels and addresses are compared: IDNA by UTS #46, which browsers and Node bring for URLs
 * (https://url.spec.whatwg.org/#concept-domain-to-ascii). What is no domain comes back as it was.
 */
function asciiDomain(domain: string): string {
  // What a URL would read as more than its host, or decode.
  if (/[^a-z0-9.\-\u0080-\u{10ffff}]/iu.test(domain)) return domain
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return domain
  }
}

/** In small letters, without what contact lists put around an address and nobody sees. */
function plainAddress(typed: string): string {
  const [local, domain] = partsOf(typed.normalize('NFC').replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, ''))
  return `${local.toLowerCase()}@${asciiDomain(domain.toLowerCase())}`
}

/** SES writes to no others: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html */
const isAsciiLocal = (address: string) => /^[\0-\x7f]*$/.test(partsOf(address)[0])

/** The pattern of HTML, and what it leaves to mail: the dots of RFC 5322, section 3.2.3, and a domain that DNS can have. */
function canGetMail(address: string): boolean {
  const [local, domain] = partsOf(address)
  const labels = domain.split('.')
  const hasAtoms = local.length <= mostLocalOctets && local.split('.').every(Boolean)
  const isDomain = labels.length > 1 && !/^[0-9]+$/.test(labels.at(-1) ?? '')
  return z.regexes.html5Email.test(address) && hasAtoms && isDomain
}

/** An address, in the form in which it is stored and compared. */
export const email = z
  .string()
  .overwrite(plainAddress)
  .refine(isAsciiLocal, 'Before the @, use letters from a to z: mail cannot reach other letters there yet')
  .max(mostOctets)
  .pipe(z.stringFormat('email', canGetMail, 'Enter an e-mail address, like asha@example.in'))
