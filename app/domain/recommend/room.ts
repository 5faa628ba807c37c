/**
 * Gives numbers to work with, zero and at least so many, which are the same ones at each call: what was made of them
 * before must not be needed any more. Making them anew for each question costs more than what they are for.
 */
export function createRoom(): (length: number) => Float64Array {
  const room = createTidyRoom()
  return (length) => room(length).fill(0, 0, length)
}

/**
 * The same for who sets back to zero whatever they wrote, at the latest before the numbers are asked for anew: where
 * there is one for each product of a shop, few are used.
 */
export function createTidyRoom(): (length: number) => Float64Array {
  return growing((length) => new Float64Array(length))
}

/** The same for whole numbers up to 65,535: looking up many of them, far apart, goes by how much memory they take. */
export function createTidySmallRoom(): (length: number) => Uint16Array {
  return growing((length) => new Uint16Array(length))
}

function growing<Room extends { length: number }>(make: (length: number) => Room): (length: number) => Room {
  let room = make(0)
  return (length) => {
    if (room.length < length) room = make(length + (length >> 1))
    return room
  }
}
