import * as z from 'zod'
import { idOf, instant, longestName, nameText, pageOf, pageQuery, patchOf, text } from './common.ts'
import { creativeTag } from './creative.ts'
import { endpoint, tagged } from './endpoint.ts'
import { plainColour } from './text.ts'

const shortText = text().max(500)

const brandInput = z.strictObject({
  name: nameText(),
  /** What the brand sells, in the owner's words. */
  sells: shortText.default(''),
  audience: shortText.default(''),
  colours: z
    .array(
      z
        .string()
        .overwrite(plainColour)
        .regex(/^#[0-9a-fA-F]{6}$/, 'Write a colour as #RRGGBB or #RGB'),
    )
    .max(6)
    .default([]),
  tone: shortText.default(''),
})
/** Names of before may have a line break. */
export const brand = brandInput.extend({
  id: idOf('brd'),
  name: z.string().max(longestName),
  createdAt: instant,
})
export type Brand = z.infer<typeof brand>

const brandPatch = patchOf(brandInput)
export type BrandPatch = z.infer<typeof brandPatch>

const brandId = z.strictObject({ id: idOf('brd') })

export const brandEndpoints = tagged(creativeTag, {
  createBrand: endpoint({
    service: 'creative',
    method: 'POST',
    path: '/v1/brands',
    auth: 'member',
    summary: 'Describes a brand, once.',
    audits: ['brand.made'],
    body: brandInput,
    status: 201,
    response: brand,
  }),
  listBrands: endpoint({
    service: 'creative',
    method: 'GET',
    path: '/v1/brands',
    auth: 'member',
    summary: 'Lists the brands of the workspace, newest first, without those that are archived.',
    query: pageQuery('brd'),
    status: 200,
    response: pageOf(brand),
  }),
  getBrandContents: endpoint({
    service: 'creative',
    method: 'GET',
    path: '/v1/brands/{id}/contents',
    auth: 'member',
    summary: 'Counts what goes with a brand when it is deleted.',
    params: brandId,
    status: 200,
    response: z.object({ generations: z.number().int() }),
  }),
  updateBrand: endpoint({
    service: 'creative',
    method: 'PATCH',
    path: '/v1/brands/{id}',
    auth: 'member',
    summary: 'Changes some fields of a brand: what is left out stays as it is. Later pictures follow it.',
    audits: ['brand.changed'],
    params: brandId,
    body: brandPatch,
    status: 200,
    response: brand,
  }),
  archiveBrand: endpoint({
    service: 'creative',
    method: 'POST',
    path: '/v1/brands/{id}/archive',
    auth: 'member',
    summary: 'Puts a brand away: no more pictures are made for it. Those that it has stay.',
    audits: ['brand.archived'],
    params: brandId,
    status: 200,
    response: brand,
  }),
  restoreBrand: endpoint({
    service: 'creative',
    method: 'POST',
    path: '/v1/brands/{id}/restore',
    auth: 'member',
    summary: 'Takes an archived brand back into use.',
    audits: ['brand.restored'],
    params: brandId,
    status: 200,
    response: brand,
  }),
})
