import { useEffect, useState } from 'react'
import { serverNow } from '../../../app/api/clock.ts'

/** The server's time, renewed every half second while `active`. */
export const useNow = (active: boolean) => {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!active) return
    setNow(serverNow())
    const timer = setInterval(() => setNow(serverNow()), 500)
    return () => clearInterval(timer)
  }, [active])
  return now
}
