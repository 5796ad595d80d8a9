import { useDatabase } from '../../lib/capabilities/database.ts'
import { keepFailedEvents } from '../../lib/capabilities/events.ts'
import { recoverMachine, runMachine } from '../../lib/capabilities/machines.ts'
import { knowEdge } from '../../lib/capabilities/secrets.ts'
import type { Service } from '../../lib/service.ts'

const usersLose = 'What was planted for a test.'

export const planted: Service<'planted'> = {
  functions: {
    'planted/steps/go-on': {
      usersLose,
      memoryMb: 128,
      timeoutSeconds: 5,
      may: [runMachine('planted/generate-pictures'), recoverMachine('planted/wait'), keepFailedEvents],
    },
    'planted/webhooks/acme': {
      usersLose,
      memoryMb: 512,
      timeoutSeconds: 10,
      may: [useDatabase, knowEdge],
    },
  },
  machines: { 'planted/generate-pictures': { usersLose }, 'planted/wait': { usersLose } },
}
