import { createInterface } from 'node:readline'
import { excerpt } from '../../contracts/excerpt.ts'
import { readCommand, type Simulators } from './commands.ts'

const shown = 10
const longestLine = 300

const inShort = (entry: unknown) => {
  const text = JSON.stringify(entry)
  return excerpt(text, longestLine)
}

const tell = async (url: string, method: string, body?: Record<string, unknown>): Promise<string> => {
  const response = await fetch(url, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  if (text === '') return 'Done.'
  const answer: unknown = JSON.parse(text)
  return Array.isArray(answer) ? answer.slice(-shown).map(inShort).join('\n') || 'None.' : inShort(answer)
}

/** Does what a typed line says, and gives what the terminal shows of it. */
export const answerLine = async (line: string, simulators: Simulators): Promise<string> => {
  const meant = readCommand(line, simulators)
  if (typeof meant === 'string') return meant
  const answers = meant.of.map(async (name) => {
    const said = await tell(`${simulators[name]?.url}${meant.path}`, meant.method, meant.body).catch(
      (error) => `does not answer: ${error.message}`,
    )
    return `${name}: ${said}`
  })
  return (await Promise.all(answers)).join('\n')
}

/** Lets the person at the terminal switch faults of the simulators. */
export const listenToTerminal = (simulators: Simulators) => {
  const reader = createInterface({ input: process.stdin })
  reader.on('line', async (line) => {
    if (line.trim() !== '') console.log(await answerLine(line, simulators))
  })
}
