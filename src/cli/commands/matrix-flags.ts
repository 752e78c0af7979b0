import { SPEED_FLAG, wholeFlag } from '../values.js'

/** The options of `gatecrash matrix`, in the order of its help. */
export const MATRIX_FLAGS = [
  {
    name: 'target',
    value: 'NAME',
    many: true,
    says: 'A gateway, as run --target takes it; again for each further one. All that are on this machine when left out.'
  },
  wholeFlag('rounds', 'How often each cell is played (3).', 1, 1000),
  SPEED_FLAG,
  wholeFlag('parallel', 'Plays so many runs side by side (12).', 1, 256),
  { name: 'results', value: 'FOLDER', says: 'Where the results are kept, a file for each target (results).' },
  { name: 'page', value: 'FILE', says: 'Where the page is written (index.html in the folder of the results).' },
  { name: 'from', says: 'Plays nothing: makes the page from the results that are there.' },
  { name: 'json', says: 'Writes the stream of events, one JSON object a line.' },
  { name: 'strict', says: 'Takes a skipped run, or a gateway that is not here, for a failure, as CI does.' }
] as const
