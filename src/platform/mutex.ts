/** Lets one caller through at a time, in order of arrival. */
export class Mutex {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(section: () => Promise<T>): Promise<T> {
    const turn = this.last.then(section, section);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
