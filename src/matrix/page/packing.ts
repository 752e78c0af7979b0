/** Data in few bytes: every text once, and the names of fields once for all objects that have the same. */
export interface Packed {
  readonly texts: readonly string[]
  readonly shapes: readonly (readonly string[])[]
  readonly value: unknown
}

/** Packs a piece of JSON. Texts become the number of the text in base 36; an object begins with the number of its shape, a list with -1. */
export function pack(value: unknown): Packed {
  const texts = new Map<string, number>()
  const shapes = new Map<string, number>()
  const packed = (piece: unknown): unknown => {
    if (typeof piece === 'string') return numberIn(texts, piece).toString(36)
    if (Array.isArray(piece)) return [-1, ...piece.map(packed)]
    if (typeof piece !== 'object' || piece === null) return piece
    const fields = Object.entries(piece).filter(([, field]) => field !== undefined)
    const shape = JSON.stringify(fields.map(([name]) => name))
    return [numberIn(shapes, shape), ...fields.map(([, field]) => packed(field))]
  }
  const whole = packed(value)
  return { texts: [...texts.keys()], shapes: [...shapes.keys()].map(shape => JSON.parse(shape)), value: whole }
}

/** Makes of it what it was. */
export function unpack({ texts, shapes, value }: Packed): unknown {
  const unpacked = (piece: unknown): unknown => {
    if (typeof piece === 'string') return texts[Number.parseInt(piece, 36)]
    if (!Array.isArray(piece)) return piece
    const [kind, ...rest] = piece
    if (kind === -1) return rest.map(unpacked)
    return Object.fromEntries((shapes[kind] ?? []).map((name, at) => [name, unpacked(rest[at])]))
  }
  return unpacked(value)
}

function numberIn(numbers: Map<string, number>, text: string): number {
  const number = numbers.get(text) ?? numbers.size
  numbers.set(text, number)
  return number
}
