const first = (names: [pattern: RegExp, name: string][], text: string) =>
  names.find(([pattern]) => pattern.test(text))?.[1]

/** In the order in which they must be looked for: Edge calls itself Chrome too, and Chrome calls itself Safari. */
const browsers: [RegExp, string][] = [
  [/Edg[A-Z]*\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** What somebody would call the device that they log in from: `Chrome, Android`. */
export const deviceName = (userAgent: string): string =>
  [first(browsers, userAgent), first(systems, userAgent)].filter(Boolean).join(', ') || 'Another program'
