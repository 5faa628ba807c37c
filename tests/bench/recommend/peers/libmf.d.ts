// The part of the package libmf (which brings no types) that the bench uses; after its README.
declare module 'libmf' {
  export const Loss: { ONE_CLASS_L2: number }

  export class Matrix {
    push(row: number, column: number, value: number): void
  }

  export class Model {
    constructor(options: {
      loss: number
      factors: number
      threads: number
      iterations: number
      lambdaP2: number
      lambdaQ2: number
      alpha: number
      c: number
      quiet: boolean
    })
    fit(data: Matrix): void
    /** One row of factors for each column of the matrix. */
    q(): number[][]
    destroy(): void
  }
}
