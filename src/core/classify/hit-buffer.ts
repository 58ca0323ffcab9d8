/** Hits as columns of output, first and last token, in buffers that are used again. */
export class HitBuffer {
  length = 0;
  private data = new Int32Array(192);

  push(output: number, first: number, last: number): void {
    if (this.length + 3 > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = output;
    this.data[this.length++] = first;
    this.data[this.length++] = last;
  }

  at(index: number): number {
    return this.data[index] ?? 0;
  }
}
