import { type RefObject, useEffect, useRef } from 'react'

/** Calls `onSeen` while the element is (nearly) in view and `active`, again after each change of `active`. */
export const useSeen = <T extends Element>(onSeen: () => void, active: boolean): RefObject<T | null> => {
  const ref = useRef<T>(null)
  const latest = useRef(onSeen)
  latest.current = onSeen

  useEffect(() => {
    const element = ref.current
    if (!active || !element) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current()
      },
      { rootMargin: '400px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [active])

  return ref
}
