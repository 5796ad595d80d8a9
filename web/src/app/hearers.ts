import type { News } from '../../../contracts/realtime.ts'
import { creativeHearers } from '../features/creative/generations/hearers.ts'
import type { HearersOf } from './live/hearers.ts'

/** What each feature hears. A message of the contracts that no feature hears does not compile here. */
export const hearers: HearersOf<News> = { ...creativeHearers }
