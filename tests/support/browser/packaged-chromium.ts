// The package unpacks its libraries only where it believes itself in Lambda, and looks when it is loaded.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'
process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x'

/** The path of a real Chromium out of an npm package, unpacked at the first call: no browser has to be installed. */
export const packagedChromium = async (): Promise<string> => {
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
