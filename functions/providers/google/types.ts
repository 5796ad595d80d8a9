import type * as z from 'zod'
import type { GoogleRatio } from './models.ts'

/** `asked` is what the configuration names, `used` what answered: a successor where `asked` is retired. */
export type ModelUse = { asked: string; used: string }

/** What all calls of an order cost by the registry's prices, in millionths of a US dollar. */
export type Spent = { model: ModelUse; costMicroUsd: number; tookMs: number }

/** `reason` is a few words in English, to stand in brackets. */
export type Blocked = Spent & { kind: 'blocked'; reason: string }
/** The bytes say themselves of what type and size they are. */
export type Picture = Spent & { kind: 'picture'; bytes: Uint8Array }
/** Two answers with neither a picture nor a refusal. */
export type Nothing = Spent & { kind: 'nothing'; reason: string }
export type Answer<T> = Spent & { kind: 'answer'; value: T }

export type GoogleProvider = {
  /**
   * Asks for JSON of a shape and parses it again here, since Google ignores some of a schema's bounds.
   * @throws ProviderUnavailable, GoogleRejected; both tell what was spent
   */
  writeJson<T>(order: {
    model?: string
    system: string
    prompt: string
    schema: z.ZodType<T>
  }): Promise<Answer<T> | Blocked>
  /**
   * Draws one picture. There is no key against doing it twice: each call may be paid for.
   * @throws ProviderUnavailable, GoogleRejected; both tell what was spent
   */
  renderImage(order: {
    model?: string
    prompt: string
    aspectRatio: GoogleRatio
  }): Promise<Picture | Blocked | Nothing>
}
