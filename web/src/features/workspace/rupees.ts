import { asciiDigits } from '../../../../contracts/text.ts'

/** What somebody writes as rupees (`₹1,50,000`, `१,५००.५०`), in paise; null where it is no amount. */
export const paiseOf = (text: string): number | null => {
  const plain = asciiDigits(text).replace(/[\s,₹]/g, '')
  const [, rupees, paise = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  return rupees === undefined ? null : Number(rupees) * 100 + Number(paise.padEnd(2, '0'))
}
