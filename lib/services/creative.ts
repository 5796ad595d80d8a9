import { useDatabase, useSystemDatabase } from '../capabilities/database.ts'
import { publishEvents } from '../capabilities/events.ts'
import { verifyTokens } from '../capabilities/keys.ts'
import { limitRequests } from '../capabilities/limits.ts'
import { recoverMachine, runMachine } from '../capabilities/machines.ts'
import { askGoogle, knowEdge } from '../capabilities/secrets.ts'
import { pushNews } from '../capabilities/sockets.ts'
import { answerSeconds, type Service } from '../service.ts'
import { storeAssets } from './creative.capabilities.ts'

export const creative: Service<'creative'> = {
  functions: {
    'creative/api': {
      usersLose: 'Brands and generations cannot be made or seen; generations that run go on.',
      memoryMb: 1024,
      timeoutSeconds: answerSeconds,
      may: [
        useDatabase,
        verifyTokens,
        knowEdge,
        limitRequests,
        runMachine('creative/generate-images'),
        publishEvents,
      ],
    },
    'creative/steps/plan-prompts': {
      usersLose: 'New generations fail before their first picture.',
      alarmFrom: 10,
      memoryMb: 512,
      timeoutSeconds: 120,
      may: [useDatabase, askGoogle, pushNews],
    },
    'creative/steps/render-image': {
      usersLose: 'Pictures are not drawn: generations end without them.',
      alarmFrom: 10,
      memoryMb: 1769, // sharp decodes and scales pictures of up to 4 megapixels
      timeoutSeconds: 180,
      may: [useDatabase, storeAssets, askGoogle, pushNews],
    },
    'creative/steps/fail-image': {
      usersLose: 'A picture that could not be drawn keeps looking as if it were being drawn.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, pushNews],
    },
    'creative/steps/finish-generation': {
      usersLose: 'Generations whose pictures are ready keep showing as running until the sweep ends them.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, publishEvents],
    },
    'creative/steps/fail-generation': {
      usersLose: 'Generations that failed keep showing as running until the sweep ends them.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, publishEvents],
    },
    'creative/schedules/sweep-generations': {
      usersLose: 'Generations that were lost half-way stay "running" for ever.',
      memoryMb: 512,
      timeoutSeconds: 55,
      may: [useSystemDatabase, recoverMachine('creative/generate-images'), publishEvents],
    },
  },
  machines: {
    'creative/generate-images': {
      usersLose: 'Generations end without their pictures and are only closed by the sweep.',
    },
  },
}
