import { int } from './lineup.js'

/** A list of whole numbers that grows: large graphs are written into a few of them. */
export class Numbers {
  private numbers = new Int32Array(64)
  length = 0

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const more = new Int32Array(this.length * 2)
      more.set(this.numbers)
      this.numbers = more
    }
    this.numbers[this.length++] = number
  }

  get(index: number): number {
    return int(this.numbers, index)
  }

  set(index: number, number: number): void {
    this.numbers[index] = number
  }

  list(): Int32Array {
    return this.numbers.slice(0, this.length)
  }
}
