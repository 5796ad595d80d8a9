import type { Generation, Picture, PictureStatus } from '../../../../../contracts/creative.ts'

export const isRunning = ({ status }: Pick<Generation, 'status'>) =>
  status === 'queued' || status === 'running'

const ended: PictureStatus[] = ['ready', 'blocked', 'failed', 'cancelled']
export const hasEnded = ({ status }: Pick<Picture, 'status'>) => ended.includes(status)

/** Share of the expected time, in percent, up to which the bar goes evenly; later it only creeps. */
const evenUntil = 90
const most = 99

/**
 * Percent to show for a picture at `now` (milliseconds, server's clock). While it renders, the time passed over the
 * time expected; a picture that takes longer creeps towards 99 and never gets there. Never below what was reported.
 */
export const estimatedProgress = (
  picture: Pick<Picture, 'status' | 'progress' | 'startedAt' | 'expectedSeconds'>,
  now: number,
) => {
  if (picture.status === 'ready') return 100
  if (picture.status !== 'rendering' || !picture.startedAt || picture.expectedSeconds <= 0)
    return picture.progress
  const share = (100 * (now - Date.parse(picture.startedAt))) / (picture.expectedSeconds * 1000)
  const shown =
    share <= evenUntil ? Math.max(0, share) : most - (most - evenUntil) * Math.exp((evenUntil - share) / 100)
  return Math.min(most, Math.max(picture.progress, Math.floor(shown)))
}

/** What can help with the pictures that did not come out: other words, or the same once more. */
export const nextSteps = (pictures: Pick<Picture, 'status' | 'problem'>[]) => {
  const codes = pictures.flatMap((picture) =>
    picture.status === 'blocked' || picture.status === 'failed'
      ? [picture.problem?.code ?? 'interrupted']
      : [],
  )
  return {
    failed: codes.length,
    edit: codes.some(
      (code) => code === 'brief_blocked' || code === 'brief_rejected' || code === 'picture_blocked',
    ),
    retry: codes.some((code) => code !== 'brief_blocked'),
  }
}
