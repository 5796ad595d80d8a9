import * as z from 'zod'

// Schemas are compiled with `eval` where they can be, and try whether they can as they are made. A content security
// policy forbids it and reports the try, so this must run before the first schema is made: see vite.config.ts.
// Written out, because the bundler takes `z.config()` for a call without effect and drops it.
z.core.globalConfig.jitless = true
