export const face = "a slice seen from outside";
