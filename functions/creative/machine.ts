/** Most requests read: the client for Step Functions costs 80 ms of a cold start and waits until it is needed. */
const machines = () => import('../platform/aws/machines.ts')

/** One run of the machine for a generation. Its name is made of the row, so a repeated start starts nothing new. */
export type Run = { workspaceId: string; generationId: string; run: number }

export const generatePicturesMachine = (machineArn: string) => ({
  start: async (run: Run) => (await machines()).startMachine(machineArn, nameOf(run), run),
  stop: async (run: Run, cause: string) => (await machines()).stopMachine(machineArn, nameOf(run), cause),
  stateOf: async (run: Run) => (await machines()).stateOfMachine(machineArn, nameOf(run)),
})

const nameOf = ({ generationId, run }: Run) => `${generationId}-${run}`
