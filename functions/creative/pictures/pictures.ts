import type { Picture, PictureStatus } from '../../../contracts/creative.ts'

/** States in which somebody still has to do something. */
export const openStates = [
  'queued',
  'writing_prompt',
  'rendering',
  'checking',
] as const satisfies PictureStatus[]

/**
 * From which states a picture may come into a state. A state is its own prior where a step may run twice. Nothing comes
 * into `checking` any more: rows of the version before may be in it.
 */
export const priorStates: Record<PictureStatus, readonly PictureStatus[]> = {
  queued: ['blocked', 'failed'],
  writing_prompt: ['queued', 'writing_prompt'],
  rendering: openStates,
  checking: [],
  ready: ['rendering', 'checking'],
  blocked: ['rendering', 'checking'],
  failed: openStates,
  cancelled: openStates,
}

/** A picture as its row has it. */
export type PictureRow = Pick<
  Picture,
  | 'id'
  | 'aspectRatio'
  | 'status'
  | 'prompt'
  | 'altText'
  | 'model'
  | 'startedAt'
  | 'expectedSeconds'
  | 'problem'
> & {
  storageKey: string
  asset: { file: string; width: number; height: number; contentType: string } | null
}

/** A picture as the API shows it. `now` is in milliseconds. */
export function toPicture({ storageKey, asset, problem, ...row }: PictureRow, now: number): Picture {
  return {
    ...row,
    startedAt: row.startedAt && new Date(row.startedAt).toISOString(),
    progress: progressOf(row, now),
    ...(asset && {
      asset: {
        url: `/${assetFolder(storageKey)}/${asset.file}`,
        thumbnailUrl: thumbnailUrl(storageKey),
        width: asset.width,
        height: asset.height,
        contentType: asset.contentType,
      },
    }),
    ...(problem && { problem }),
  }
}

/** Where a picture's files lie: in the bucket and, behind a slash, in the address that CloudFront serves. */
export const assetFolder = (storageKey: string) => `assets/${storageKey}`
export const thumbnailFile = 'thumbnail.webp'
/** Every file that may lie there; one picture has two of them. */
export const filesOf = (storageKey: string) =>
  [thumbnailFile, 'picture.png', 'picture.jpg', 'picture.webp'].map(
    (file) => `${assetFolder(storageKey)}/${file}`,
  )
export const thumbnailUrl = (storageKey: string) => `/${assetFolder(storageKey)}/${thumbnailFile}`

/** Percent. A picture that takes longer than expected waits at 99. */
export function progressOf(
  row: Pick<PictureRow, 'status' | 'startedAt' | 'expectedSeconds'>,
  now: number,
): number {
  if (row.status === 'checking' || row.status === 'ready') return 100
  if (row.status !== 'rendering' || !row.startedAt) return 0
  const elapsed = now - Date.parse(row.startedAt)
  return Math.min(99, Math.max(0, Math.round(elapsed / row.expectedSeconds / 10)))
}
