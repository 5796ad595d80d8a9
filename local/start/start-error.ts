/** Why the local cloud cannot start, in words for the person at the terminal, and what they can do. */
export class StartError extends Error {
  override name = 'StartError'
  readonly advice: string

  constructor(message: string, advice: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.advice = advice
  }
}
