import { excerpt } from '../../../contracts/excerpt.ts'

/** UTF-16 units of a name that a mail shows. */
const most = 50

/** Signs that make a link of what they stand in, and those that a browser takes for them. */
const linkSigns = /[.:/\\@。．｡：／＼＠]+(?=\S)/gu
/** Seven digits or more: a phone calls them. */
const phoneNumbers = /\+?\p{Nd}(?:[\s().-]*\p{Nd}){6,}/gu

/**
 * A name as a mail of ours may show it. Strangers choose names, and whoever reads the mail trusts us: so a name is short
 * and in quotes, and nothing in it can be pressed. `Dr.Rao` becomes `Dr. Rao`, and an address is one no more.
 */
export const quote = (name: string): string =>
  `“${excerpt(name.replace(phoneNumbers, '…').replace(linkSigns, '$& '), most)}”`
