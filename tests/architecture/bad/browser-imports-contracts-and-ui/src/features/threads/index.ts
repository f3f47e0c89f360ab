export type Face = "a slice seen from outside";
