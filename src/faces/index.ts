export { type Certificate, makeCertificate } from './certificate.js'
export { dhParameters } from './dh-parameters.js'
