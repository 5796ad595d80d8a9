import * as z from 'zod'
import { publicKey } from '../../platform/aws/keys.ts'
import { customResource } from '../../platform/custom-resource.ts'

/** The public half of a key as an attribute for templates (DER SPKI in base64), so that no request waits for KMS. */
export const handler = customResource(z.object({ KeyArn: z.string() }), async ({ KeyArn }) => ({
  id: KeyArn,
  attributes: { PublicKey: Buffer.from(await publicKey(KeyArn)).toString('base64') },
}))
