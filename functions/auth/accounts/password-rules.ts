import { once } from '../../platform/once.ts'

type Owner = { name: string; email: string }

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
  if (lettersBeside(own, password) < leastBeside) return 'password_own'
  const { guesses, sequence } = (await load()).check(password, own)
  if (guesses >= leastGuesses) return undefined
  const found = new Set(sequence.map(({ pattern, dictionaryName }) => dictionaryName ?? pattern))
  if (found.has('userInputs')) return 'password_own'
  const whole = sequence.length === 1 && found.has('passwords-common')
  if (!whole && ['spatial', 'repeat', 'sequence', 'date', 'regex'].some((each) => found.has(each)))
    return 'password_pattern'
  return sequence.some(({ pattern }) => pattern === 'dictionary') ? 'password_common' : 'password_short'
}

/** zxcvbn takes three own words in a row for a good password: any three parts make 10^8 guesses. */
const leastBeside = 4

/** How much of a password is left without its owner's words. Words of two letters are in everything. */
function lettersBeside(own: string[], password: string): number {
  const words = own.map((word) => word.toLowerCase()).filter((word) => word.length > 2)
  return words.reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase()).length
}

/** A name and an address, whole and in words. */
const ownWords = ({ name, email }: Owner): string[] =>
  [name, email, email.split('@')[0] ?? '', ...`${name} ${email}`.split(/[^\p{L}\p{M}\p{N}]+/u)].filter(
    Boolean,
  )
