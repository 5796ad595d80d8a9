import { useTranslation } from 'react-i18next'

/** Times are Indian Standard Time wherever the device is: that is what the business runs on. */
export const timeZone = 'Asia/Kolkata'

/** Numbers and times in the language of the page. */
export const useFormat = () => {
  const { i18n } = useTranslation()
  const moment = new Intl.DateTimeFormat(i18n.language, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
  const whole = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 })
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent' })
  return {
    time: (iso: string) => moment.format(new Date(iso)),
    number: (value: number) => whole.format(value),
    percent: (value: number) => share.format(value / 100),
  }
}
