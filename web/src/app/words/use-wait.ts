import { useEffect, useReducer } from 'react'
import { ApiError } from '../api/api-error.ts'

/** Whole seconds until the API will listen again after this error; 0 where there is nothing to wait for. */
export const useWait = (error: unknown) => {
  const [, look] = useReducer((looks: number) => looks + 1, 0)
  const retryAt = error instanceof ApiError ? (error.retryAt ?? 0) : 0
  const left = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000))
  const isWaiting = left > 0
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(look, 500)
    return () => clearInterval(timer)
  }, [isWaiting])
  return left
}
