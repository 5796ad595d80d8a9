import { useTranslation } from 'react-i18next'
import { timeZone } from './format.ts'

/** Amounts of money, and times with their year, in the language of the page. */
export const useExactFormat = () => {
  const { i18n } = useTranslation()
  const day = new Intl.DateTimeFormat(i18n.language, { timeZone, dateStyle: 'medium' })
  const moment = new Intl.DateTimeFormat(i18n.language, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  const amount = new Intl.NumberFormat(i18n.language, {
    style: 'currency',
    currency: 'INR',
    trailingZeroDisplay: 'stripIfInteger',
  })
  return {
    day: (iso: string) => day.format(new Date(iso)),
    moment: (iso: string) => moment.format(new Date(iso)),
    /** Paise as rupees, grouped by lakh. */
    rupees: (paise: number) => amount.format(paise / 100),
  }
}
