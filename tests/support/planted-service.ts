import { type Planted, replaced } from './planted-app.ts'

/** A service that is in nobody's way: two machines, one with the name of another service's; its step starts the other. */
export const plantedService: Planted = {
  'lib/services/index.ts': (text) =>
    replaced(
      'const services = [',
      'const services = [planted, ',
    )(`import { planted } from './planted.ts'\n${text}`),
  'lib/services/planted.ts': `
    import { keepFailedEvents } from '../capabilities/events.ts'
    import { recoverMachine, runMachine } from '../capabilities/machines.ts'
    import type { Service } from '../service.ts'

    const usersLose = 'What was planted here.'
    export const planted: Service<'planted'> = {
      functions: {
        'planted/steps/go-on': {
          usersLose,
          memoryMb: 128,
          timeoutSeconds: 5,
          may: [runMachine('planted/generate-pictures'), recoverMachine('planted/wait'), keepFailedEvents],
        },
      },
      machines: { 'planted/generate-pictures': { usersLose }, 'planted/wait': { usersLose } },
    }
  `,
  'functions/planted/steps/go-on.ts': 'export const handler = async () => undefined\n',
  'state-machines/planted/generate-pictures.asl.json': machineOf('GoOn'),
  'state-machines/planted/wait.asl.json': machineOf('GoOn'),
}

function machineOf(step: string) {
  const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }]
  return JSON.stringify({
    StartAt: 'Work',
    States: { Work: { Type: 'Task', Resource: `\${${step}}`, TimeoutSeconds: 10, Retry, End: true } },
  })
}
