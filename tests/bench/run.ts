// `npm run bench`: what Dhol weighs and how fast it is. Noisy figures are ratios of two things measured in one run.
import { measureBundles } from './bundles.ts'
import { measureCloud } from './cloud.ts'

console.log('Bundles (minified, without native modules; import above a bare Node start, median of 7)')
console.table(await measureBundles())
console.log('The local cloud')
console.table(await measureCloud())
