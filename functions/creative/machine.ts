import { isMachineRunning, startMachine, stopMachine } from '../platform/aws/machines.ts'

/** One run of the machine for a generation. Its name is made of the row, so a repeated start starts nothing new. */
export type Run = { workspaceId: string; generationId: string; run: number }

export const generateImagesMachine = (machineArn: string) => ({
  start: (run: Run) => startMachine(machineArn, nameOf(run), run),
  stop: (run: Run, cause: string) => stopMachine(machineArn, nameOf(run), cause),
  isRunning: (run: Run) => isMachineRunning(machineArn, nameOf(run)),
})

const nameOf = ({ generationId, run }: Run) => `${generationId}-${run}`
