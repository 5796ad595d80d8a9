import * as z from 'zod'

// Zod tries whether it may compile with `eval` as it makes a schema. A content security policy forbids that and
// reports the try, so this has to run before the first schema is made. index.html names this file, because package.json
// says that no import has an effect, and an import by main.tsx would be left out; vite.config.ts puts it beside zod.
z.config({ jitless: true })
