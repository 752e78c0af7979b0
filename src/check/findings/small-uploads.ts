import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'

/** An upload of 8 MB is turned away at the door. */
export const smallUploads: Finder = {
  id: 'small-uploads',
  severity: 'note',
  title: 'An upload of 8 MB is refused by the gateway',
  look(seen) {
    const upload = seen.on('upload-not-read')
    if (upload?.status !== 413 || upload.author !== 'gateway') return undefined
    return {
      failures: ['upload-not-read'],
      happened: 'upload-not-read: 413, and the application is never asked',
      because: seen.setting('request-size') ?? upload.decidedBy,
      fix: remedyFor('small-uploads', seen)
    }
  }
}
