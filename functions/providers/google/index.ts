export { createGoogle } from './client.ts'
export { googleCredentials } from './credentials.ts'
export { expectedSecondsOfPicture } from './models.ts'
export type { GoogleProvider } from './types.ts'
