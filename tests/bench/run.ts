// `npm run bench`: what Dhol weighs and how fast it is. Noisy figures are ratios of two things measured in one run.
import { measureBundles } from './bundles.ts'
import { measureCloud } from './cloud.ts'
import { measureFairness } from './fairness.ts'
import { measureLists } from './lists.ts'
import { measurePage } from './page.ts'

console.log('Bundles (minified, without native modules; import above a bare Node start, median of 7)')
console.table(await measureBundles())
console.log('The page')
console.table(measurePage())
console.log('Lists at a million rows (time of execution in PostgreSQL, median of 5)')
console.table(await measureLists())
console.log('Forty generations of one workspace beside one of another')
console.table(await measureFairness())
console.log('The local cloud')
console.table(await measureCloud())
