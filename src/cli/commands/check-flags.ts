import { wholeFlag } from '../values.js'

/** The options of `check`. */
export const CHECK_FLAGS = [
  { name: 'with', value: 'PROGRAM', says: 'Runs that program instead of the one on the path: /opt/nginx/sbin/nginx.' },
  { name: 'product', value: 'NAME', says: 'Says what it is for, where that is not to be seen: nginx, haproxy, caddy.' },
  {
    name: 'route',
    value: 'ROUTE',
    many: true,
    says: 'Only this route; again for each further one. * stands for anything.'
  },
  {
    name: 'failure',
    value: 'NAME',
    many: true,
    says: 'Only this failure: hang, "POST *"; again for each further one.'
  },
  wholeFlag('parallel', 'Plays in so many sandboxes side by side; 3 for each processor when left out.', 1, 32),
  { name: 'init', says: 'Writes a gatecrash.yaml with rules that hold for what was found.' },
  {
    name: 'update',
    says: 'Records what was found in a lock file beside the configuration; the next check tells what has changed.'
  },
  { name: 'verbose', says: 'Tells every cell.' },
  { name: 'strict', says: 'Takes a dangerous finding for a failure, as a broken rule is.' },
  { name: 'json', says: 'Writes the result as one JSON object, for programs.' },
  { name: 'tap', says: 'Writes the result as TAP.' },
  { name: 'junit', value: 'FILE', says: 'Writes the result as JUnit XML into that file, too.' },
  { name: 'github', says: 'Writes annotations for GitHub, and the summary of the job where there is one.' }
] as const
