import { lazy, Suspense, useEffect, useState } from 'react'
import { useQuestion } from './step-up.ts'

const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog.tsx')).StepUpDialog }))

/** Loads the dialog that asks who sits there when it is first needed. */
export const StepUp = () => {
  const question = useQuestion()
  const [isNeeded, setIsNeeded] = useState(false)
  if (question && !isNeeded) setIsNeeded(true)

  // Whoever waits for an answer is not left waiting when the page goes.
  useEffect(() => () => question?.cancel(), [question])

  return <Suspense fallback={null}>{isNeeded && <StepUpDialog question={question} />}</Suspense>
}
