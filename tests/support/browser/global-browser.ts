import { packagedChromium } from './packaged-chromium.ts'

/** Unpacks Chromium once, before the test processes start: one that ran it while another wrote it would fail (ETXTBSY). */
export async function setup() {
  await packagedChromium()
}
