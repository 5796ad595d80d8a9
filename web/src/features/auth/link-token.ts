import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'

/** Tokens by the path of their page: in memory alone, for a log-in that comes in between. */
const held = new Map<string, string>()

/**
 * The token of a link out of a mail (`/reset#token=…`), taken out of the address bar so that it stays in no history
 * and no picture of the screen. Undefined where there is none, as after a reload.
 */
export const useLinkToken = () => {
  const { hash, pathname, search, state } = useLocation()
  const navigate = useNavigate()
  const inAddress = new URLSearchParams(hash.slice(1)).get('token')

  useEffect(() => {
    if (!inAddress) return
    held.set(pathname, inAddress)
    void navigate({ pathname, search }, { replace: true, state })
  }, [inAddress, pathname, search, state, navigate])

  return inAddress ?? held.get(pathname)
}
