import { once } from '../../platform/once.ts'

export type Owner = { name: string; email: string; workspaceName?: string }

/**
 * Fewer guesses, as zxcvbn estimates them, and a password is refused. `Test@123` takes four million, eight random letters
 * take this many (https://www.usenix.org/system/files/conference/usenixsecurity16/sec16_paper_wheeler.pdf). The shipped
 * list has the passwords most used in breaches.
 */
const leastGuesses = 10 ** 8

/** What passwords are built on here, and the list, made of the world's breaches, knows little of. */
const localWords = `
  dhol india indian bharat hindustan jaihind namaste desi cricket bollywood mumbai bombay delhi newdelhi
  kolkata calcutta chennai madras bengaluru bangalore hyderabad pune ahmedabad surat jaipur lucknow kanpur
  nagpur indore bhopal patna kochi kerala punjab gujarat rajasthan maharashtra bengal goa himalaya ganga
  diwali deepavali holi onam pongal durga navratri rakhi eid ramzan baisakhi ganesh ganesha ganpati
  krishna radhe hanuman bajrang mahadev shiva lakshmi omsairam sairam shriram jaishreeram waheguru allah
  inshallah jesus sachin dhoni virat kohli`
  .trim()
  .split(/\s+/)

const unrelated = 'three or four words that do not belong together'
const advice = {
  password_own: 'Leave out your name and e-mail address: they are tried first.',
  password_common: `Many people use this password or one like it: choose ${unrelated}.`,
  password_pattern: `Rows of keys, repeats, dates and numbers in order are tried first: choose ${unrelated}.`,
  password_short: `This is quickly guessed: make it longer, say ${unrelated}.`,
}
type Advice = keyof typeof advice

/** Loaded with the first new password: 0.4 MB, and a quarter of a second to sort the list. */
const load = once(async () => {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary: { ...dictionary, localWords }, graphs: adjacencyGraphs })
})

/** What is wrong with a new password, for its owner; undefined when nothing is. Its length is the contract's to check. */
export async function passwordProblem(password: string, owner: Owner) {
  const code = await weaknessOf(password, ownWords(owner))
  return code && { code, message: advice[code] }
}

async function weaknessOf(password: string, own: string[]): Promise<Advice | undefined> {
  if (isOwn(password, own)) return 'password_own'
  const rater = await load()
  const whole = rater.check(password, own)
  const guesses = (text: string) => (text ? withoutBonus(rater.check(text, own)) : 1)
  const apart = kinds.reduce((product, others) => product * guesses(password.replace(others, '')), 1)
  if (Math.min(withoutBonus(whole), apart) >= leastGuesses) return undefined
  const { sequence } = whole
  const found = new Set(sequence.map(({ pattern, dictionaryName }) => dictionaryName ?? pattern))
  if (found.has('userInputs')) return 'password_own'
  const isListed = sequence.length === 1 && found.has('passwords-common')
  if (!isListed && ['spatial', 'repeat', 'sequence', 'date', 'regex'].some((each) => found.has(each)))
    return 'password_pattern'
  return sequence.some(({ pattern }) => pattern === 'dictionary') ? 'password_common' : 'password_short'
}

/**
 * A password is estimated whole, and as its letters, digits and signs apart: a sign in a word's way makes zxcvbn take
 * `-admin` for six random letters, but who guesses puts signs into words too. Each leaves out what is not of its kind.
 */
const kinds = [/[^\p{L}\p{M}]/gu, /\P{Nd}/gu, /[\p{L}\p{M}\p{Nd}]/gu]

/** zxcvbn adds this much for each part after the first, and so takes any three for a good password. */
const bonus = 10 ** 4
const withoutBonus = ({ guesses, sequence }: { guesses: number; sequence: unknown[] }) =>
  sequence.length > 1 ? guesses - bonus ** (sequence.length - 1) : guesses

/** Letters that must be left beside the owner's words. */
const leastBeside = 4

/** Whether a password is made of its owner's words. Those of two letters are in everything. */
function isOwn(password: string, own: string[]): boolean {
  const letters = password.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '')
  const words = own.map((word) => word.toLowerCase()).filter((word) => word.length > 2)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), letters)
  return rest !== letters && rest.length < leastBeside
}

/** Names and an address, whole and in words. */
const ownWords = ({ name, email, workspaceName = '' }: Owner): string[] =>
  [name, workspaceName, email]
    .flatMap((text) => [text, ...text.split('@'), ...text.split(/[^\p{L}\p{M}\p{N}]+/u)])
    .filter(Boolean)
