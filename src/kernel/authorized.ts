declare const proof: unique symbol;

/**
 * A thing together with the proof that the actor may do `Action` to it. Writing functions take nothing else, so that a
 * forgotten check does not compile. The proof exists in types only and costs nothing at run time.
 */
export type Authorized<Thing, Action extends string> = Thing & { readonly [proof]: Action };

/** Makes the proof. Only a slice's `policy.ts` calls it, in the function that has just run the check. */
export const authorize = <Thing extends object, const Action extends string>(
  thing: Thing,
  _action: Action,
): Authorized<Thing, Action> => thing as Authorized<Thing, Action>;
