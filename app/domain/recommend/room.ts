/**
 * Gives numbers to work with, zero and at least so many, which are the same ones at each call: what was made of them
 * before must not be needed any more. Making them anew for each question costs more than what they are for.
 */
export function createRoom(): (length: number) => Float64Array {
  const room = createTidyRoom()
  return (length) => room(length).fill(0, 0, length)
}

/** The same for who leaves every number zero again: where there is one for each product of a shop, few are used. */
export function createTidyRoom(): (length: number) => Float64Array {
  let room = new Float64Array()
  return (length) => {
    if (room.length < length) room = new Float64Array(length + (length >> 1))
    return room
  }
}
