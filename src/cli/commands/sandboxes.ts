import { availableParallelism } from 'node:os'

/** So many sandboxes side by side for each processor: in most of them a limit is waited for. */
const FOR_EACH_PROCESSOR = 3

/** How many sandboxes play side by side when nobody says. */
export const SANDBOXES = Math.min(12, Math.max(4, FOR_EACH_PROCESSOR * availableParallelism()))
