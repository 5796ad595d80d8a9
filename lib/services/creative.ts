import { sweepDatabase, useDatabase } from '../capabilities/database.ts'
import { keepFailedEvents, publishEvents } from '../capabilities/events.ts'
import { verifyTokens } from '../capabilities/keys.ts'
import { limitRequests } from '../capabilities/limits.ts'
import { askGoogle, knowEdge } from '../capabilities/secrets.ts'
import { pushNews } from '../capabilities/sockets.ts'
import { askUnderWay, noteStarts } from '../capabilities/under-way.ts'
import { answerSeconds, type Service } from '../service.ts'
import {
  giveTurns,
  giveTurnsAndRecover,
  giveTurnsAndStop,
  keepToBudget,
  removeAssets,
  storeAssets,
} from './creative.capabilities.ts'

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
        ...giveTurnsAndStop,
        keepToBudget,
        noteStarts,
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
    'creative/steps/render-pictures': {
      usersLose: 'Pictures are not drawn: generations end without them.',
      alarmFrom: 3,
      memoryMb: 1024, // eight answers of Google at once, of up to 20 MB each
      timeoutSeconds: 180,
      may: [useDatabase, storeAssets, askGoogle, pushNews],
    },
    'creative/steps/finish-generation': {
      usersLose: 'Generations whose pictures are ready keep showing as running until the sweep ends them.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, ...giveTurns, publishEvents],
    },
    'creative/steps/fail-generation': {
      usersLose: 'Generations that failed keep showing as running until the sweep ends them.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, ...giveTurns, publishEvents],
    },
    'creative/schedules/sweep-generations': {
      usersLose: 'Generations that were lost half-way stay "running" for ever.',
      memoryMb: 512,
      timeoutSeconds: 55,
      may: [askUnderWay, sweepDatabase, ...giveTurnsAndRecover, publishEvents],
    },
    'creative/schedules/remove-deleted': {
      usersLose: 'Nothing that they see: what they deleted more than 30 days ago stays stored.',
      memoryMb: 512,
      timeoutSeconds: 300,
      may: [sweepDatabase, removeAssets],
    },
    'creative/subscribers/stop-workspace': {
      usersLose: 'Pictures go on being drawn, and paid for, in a workspace that was deleted.',
      memoryMb: 512,
      timeoutSeconds: 60,
      may: [useDatabase, ...giveTurnsAndStop, publishEvents, keepFailedEvents],
    },
    'creative/subscribers/remove-workspace': {
      usersLose: 'Nothing that they see: brands and pictures of a workspace that is gone stay stored.',
      memoryMb: 512,
      timeoutSeconds: 300,
      may: [sweepDatabase, removeAssets, keepFailedEvents],
    },
  },
  machines: {
    'creative/generate-pictures': {
      usersLose: 'Generations end without their pictures and are only closed by the sweep.',
    },
  },
}
