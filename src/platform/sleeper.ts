/** A wait that can be cut short: what a background loop does between two rounds. */
export class Sleeper {
  private ring: (() => void) | undefined;
  private rung = false;

  /** Ends the present wait, or the next one when nothing waits now. */
  wake(): void {
    this.rung = true;
    this.ring?.();
  }

  /** Waits for `ms` milliseconds of the wall clock or for `wake`. */
  async sleep(ms: number): Promise<void> {
    if (!this.rung)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.ring = undefined;
    this.rung = false;
  }
}
