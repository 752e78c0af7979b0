export { type Certificate, makeCertificate } from './certificate.js'
export { dhParameters } from './dh-parameters.js'
export type { Face, FacePlan, FaceProtocol } from './face.js'
export { startFace } from './start-face.js'
