import * as z from 'zod'
import { assetFolder, filesOf, thumbnailFile } from './pictures.ts'

/** S3's client and sharp take a quarter of a second to load: they do it while Google draws. */
export const loadObjects = () => import('../../platform/aws/objects.ts')
export const loadPictureFiles = () => import('./picture-file.ts')

/** A picture that was drawn, paid for and stored. */
const drawn = z.object({
  asset: z.object({ file: z.string(), width: z.number(), height: z.number(), contentType: z.string() }),
  model: z.object({ asked: z.string(), used: z.string() }),
  costMicroUsd: z.number(),
  tookMs: z.number(),
})
export type Drawn = z.infer<typeof drawn>

/** Under which name the thumbnail's metadata hold a `Drawn`. CloudFront does not pass it on. */
const mark = 'drawn'

/**
 * The files of pictures in the bucket. The thumbnail is written last and carries all that a row has to know: where one
 * lies, the picture is whole, and need not be bought again, whatever became of the row.
 */
export const pictureObjects = (bucket: string) => ({
  async find(storageKey: string): Promise<Drawn | undefined> {
    const { readMetadata } = await loadObjects()
    const metadata = await readMetadata(bucket, `${assetFolder(storageKey)}/${thumbnailFile}`)
    const marked = metadata?.[mark]
    return marked === undefined ? undefined : drawn.parse(JSON.parse(marked))
  },

  async store(storageKey: string, files: { picture: Uint8Array; thumbnail: Uint8Array }, facts: Drawn) {
    const { putImmutable } = await loadObjects()
    const folder = assetFolder(storageKey)
    const { file, contentType } = facts.asset
    await putImmutable(bucket, `${folder}/${file}`, files.picture, { contentType })
    const metadata = { [mark]: JSON.stringify(facts) }
    await putImmutable(bucket, `${folder}/${thumbnailFile}`, files.thumbnail, {
      contentType: 'image/webp',
      metadata,
    })
  },

  /** The mark goes first: half of a picture is none. */
  async remove(storageKey: string, file: string) {
    const { removeObject } = await loadObjects()
    const folder = assetFolder(storageKey)
    await removeObject(bucket, `${folder}/${thumbnailFile}`)
    await removeObject(bucket, `${folder}/${file}`)
  },

  /** Whatever lies in these folders: a row that was never told of its files does not name them. 250 at most. */
  async removeAll(storageKeys: string[]) {
    const { removeObjects } = await loadObjects()
    await removeObjects(bucket, storageKeys.flatMap(filesOf))
  },
})
export type PictureObjects = ReturnType<typeof pictureObjects>
