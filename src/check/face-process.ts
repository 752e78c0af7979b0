import { type FacePlan, startFace } from '../faces/index.js'

// The process of a face that stands in another network than the gateway.
process.on('disconnect', () => process.exit())
process.once('message', async (settings: FacePlan) => {
  await startFace(settings)
  process.send?.('started')
})
