import { integer, pem, sequence } from './der.js'

/** The group ffdhe2048 of RFC 7919, for configurations that name a file of parameters: any will do, and this one takes no time to make. */
export function dhParameters(): string {
  const top = 2n ** 2048n - 2n ** 1984n
  const prime = top + (eulersNumber(1918n) + 560_316n) * 2n ** 64n - 1n
  return pem('DH PARAMETERS', sequence(integer(prime), integer(2n)))
}

/** So many bits of e behind the point, the whole part before them: the sum of 1/n!, with bits to spare for what is rounded off. */
function eulersNumber(precision: bigint): bigint {
  const spare = 64n
  let sum = 0n
  let term = 2n ** (precision + spare)
  for (let n = 1n; term > 0n; n++) {
    sum += term
    term /= n
  }
  return sum >> spare
}
