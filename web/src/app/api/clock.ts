let skewMs = 0

/** Smaller differences are the one-second grain of the Date header and the way of the answer, not a wrong clock. */
const toleratedSkewMs = 2_000

/** Learns from an answer's Date header how wrong this device's clock is. */
export const noteServerTime = (header: string | null, now = Date.now()) => {
  const server = header ? Date.parse(header) : Number.NaN
  if (Number.isNaN(server)) return
  const difference = server - now
  skewMs = Math.abs(difference) > toleratedSkewMs ? difference : 0
}

/** Now by the server's clock, in milliseconds since 1970. */
export const serverNow = () => Date.now() + skewMs
