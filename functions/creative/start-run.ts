import { asError, log } from '../platform/log.ts'
import type { GenerationContext, TurnsContext } from './context.ts'
import type { Run } from './machine.ts'

/**
 * Starts the machine for a committed row. A start that is lost is found by the sweep. Pages hear nothing from here: the
 * one that asked has the answer, and the others hear of the first step, which says more.
 */
export const startRun = ({ machine }: Pick<TurnsContext, 'machine'>, run: Run) =>
  machine.start(run).catch((error: unknown) => log.warn('start failed, left to the sweep', asError(error)))

/**
 * Tells the sweep that there will be work; to be awaited in the transaction that makes it. Without DynamoDB it goes on: the
 * sweep then finds a run whose start is lost too, but only within a week.
 */
export const noteStart = ({ underWay, clock }: GenerationContext) =>
  underWay.noteStart(clock()).catch((error: unknown) => log.warn('start not noted', asError(error)))
