import { createInterface } from 'node:readline'

const help = `Type a command and press Enter:
  fault <name> [times] [text|image] [part of the prompt]   makes the simulator misbehave, for instance: fault rate_limited 1
  faults                                                   lists the faults that are switched on
  clear                                                    switches all of them off
  latency <text ms> <image ms>                             sets how long the simulator takes
  requests                                                 shows what reached it last`

const shown = 10

/** One typed line as a request to the simulator's control endpoint; `undefined` where it means nothing. */
export const parseCommand = (
  line: string,
): { method: string; path: string; body?: Record<string, unknown> } | undefined => {
  const [command, ...words] = line.trim().split(/\s+/)
  if (command === 'faults') return { method: 'GET', path: '/_control/faults' }
  if (command === 'clear') return { method: 'DELETE', path: '/_control/faults' }
  if (command === 'requests') return { method: 'GET', path: '/_control/requests' }
  if (command === 'latency' && words.length === 2) {
    const [textMs, imageMs] = words.map(Number)
    return { method: 'PUT', path: '/_control/latency', body: { textMs, imageMs } }
  }
  const [fault, ...rest] = words
  if (command !== 'fault' || !fault) return undefined
  const times = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : undefined
  const operation = rest[0] === 'text' || rest[0] === 'image' ? rest.shift() : undefined
  const match = rest.length > 0 ? rest.join(' ') : undefined
  return { method: 'POST', path: '/_control/faults', body: { fault, times, operation, match } }
}

const tell = async (simulatorUrl: string, line: string): Promise<string> => {
  const command = parseCommand(line)
  if (!command) return help
  const { method, path, body } = command
  const response = await fetch(`${simulatorUrl}${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  if (text === '') return 'Done.'
  const answer: unknown = JSON.parse(text)
  if (!Array.isArray(answer)) return JSON.stringify(answer)
  return (
    answer
      .slice(-shown)
      .map((entry) => JSON.stringify(entry))
      .join('\n') || 'None.'
  )
}

/** Lets the person at the terminal switch faults of the simulator. What it gives ends that. */
export const listenToTerminal = (simulatorUrl: string): (() => void) => {
  const reader = createInterface({ input: process.stdin })
  reader.on('line', async (line) => {
    if (line.trim() === '') return
    const said = await tell(simulatorUrl, line).catch(
      (error) => `The simulator does not answer: ${error.message}`,
    )
    console.log(said)
  })
  return () => reader.close()
}
