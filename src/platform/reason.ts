/**
 * What may be kept of an error: its message and those of its causes, without the parameters of a statement, which
 * drizzle puts behind its text and which are people's words.
 */
export function reasonOf(error: unknown): string {
  const messages: string[] = [];
  for (let one = error; one !== undefined && one !== null && messages.length < 5; one = (one as Error).cause)
    messages.push(one instanceof Error ? one.message.split("\nparams:")[0]! : String(one));
  return messages.join(" · ").slice(0, 2_000);
}
