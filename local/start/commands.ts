import type { Simulator } from '../simulators/kit/simulator.ts'

export type Simulators = Readonly<Record<string, Simulator>>

/** What a line asks of the control endpoint of some simulators. */
type Request = { of: string[]; method: string; path: string; body?: Record<string, unknown> }
/** Text is what the person is told at once. */
type Meaning = Request | string

const usage = `Type a command and press Enter:
  fault <vendor> <name> [times] [operation] [part of the call]   makes a simulator misbehave
  faults [vendor]                                lists the faults that are switched on
  clear [vendor]                                 switches them off
  latency <vendor> <ms> …                        sets how long good answers take, operation by operation
  calls [vendor]                                 shows what arrived last
  later <vendor> <n> days|hours|minutes|seconds  moves the simulator's clock forward
  reset [vendor]                                 as it was started: no faults, calls or rows`

const describe = ([name, { faultNames, operations }]: [string, Simulator]) =>
  `${name}\n  operations  ${operations.join(' ')}\n  faults      ${faultNames.join(' ')}`

const help = (simulators: Simulators) => [usage, ...Object.entries(simulators).map(describe)].join('\n\n')

const noVendor = (name: string | undefined, simulators: Simulators) => {
  const names = Object.keys(simulators).join(', ') || 'none: every vendor is the real one'
  return `${name ? `No vendor ${name} is simulated here.` : 'Which vendor?'} There is: ${names}.`
}

const fault = (name: string, { faultNames, operations }: Simulator, words: string[]): Meaning => {
  const [chosen = '', ...rest] = words
  if (!faultNames.includes(chosen)) {
    return `${name} has no fault ${chosen || 'without a name'}. There is: ${faultNames.join(', ')}.`
  }
  const times = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : undefined
  const operation = operations.includes(rest[0] ?? '') ? rest.shift() : undefined
  const match = rest.length > 0 ? rest.join(' ') : undefined
  const body = { fault: chosen, times, operation, match }
  return { of: [name], method: 'POST', path: '/_control/faults', body }
}

const latency = (name: string, { operations }: Simulator, words: string[]): Meaning => {
  const times = words.map(Number)
  if (times.length !== operations.length || times.some((ms) => !Number.isInteger(ms) || ms < 0)) {
    return `Give ${name} whole milliseconds: latency ${name} ${operations.map((each) => `<${each}>`).join(' ')}`
  }
  const body = Object.fromEntries(operations.map((operation, index) => [operation, times[index]]))
  return { of: [name], method: 'PUT', path: '/_control/latency', body }
}

const later = (name: string, _simulator: Simulator, [count = '', unit = '']: string[]): Meaning =>
  /^\d+$/.test(count) && /^(day|hour|minute|second)s?$/.test(unit)
    ? {
        of: [name],
        method: 'POST',
        path: '/_control/clock',
        body: { [`${unit.replace(/s$/, '')}s`]: Number(count) },
      }
    : `Say how far: later ${name} 28 days`

const ofOne = { fault, latency, later }
const ofAll = {
  faults: { method: 'GET', path: '/_control/faults' },
  clear: { method: 'DELETE', path: '/_control/faults' },
  calls: { method: 'GET', path: '/_control/calls' },
  reset: { method: 'POST', path: '/_control/reset' },
}
const has = <T extends object>(table: T, name: string): name is keyof T & string => Object.hasOwn(table, name)

/** What a typed line means: a request to simulators, or words for the person who typed it. */
export const readCommand = (line: string, simulators: Simulators): Meaning => {
  const [command = '', vendor, ...words] = line.trim().split(/\s+/)
  if (has(ofAll, command) && vendor === undefined) return { of: Object.keys(simulators), ...ofAll[command] }
  if (!has(ofAll, command) && !has(ofOne, command)) return help(simulators)
  const simulator = vendor !== undefined && has(simulators, vendor) ? simulators[vendor] : undefined
  if (vendor === undefined || !simulator) return noVendor(vendor, simulators)
  return has(ofAll, command) ? { of: [vendor], ...ofAll[command] } : ofOne[command](vendor, simulator, words)
}
