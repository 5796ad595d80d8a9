import type { Generation, Picture } from '../../../../../contracts/creative.ts'

/** Numbers of two digits sort as the ids do. */
export const idOf = (number: number) => `gen_01jd00000000000000000000${number}`

const queued: Picture = {
  id: 'pic_01jd0000000000000000000000',
  aspectRatio: '1:1',
  status: 'queued',
  progress: 0,
  startedAt: null,
  expectedSeconds: 10,
  prompt: null,
  altText: null,
  model: null,
}
export const pictureOf = (status: Picture['status']): Picture => ({ ...queued, status })

/** A generation of one picture for tests. */
export const generationOf = ({
  number = 10,
  ...changes
}: { number?: number } & Partial<Generation> = {}): Generation => ({
  id: idOf(number),
  brandId: 'brd_01jd0000000000000000000000',
  brief: 'Diwali offer',
  status: 'queued',
  credits: 1,
  createdAt: '2026-11-08T10:00:00.000Z',
  finishedAt: null,
  pictures: [queued],
  ...changes,
})
