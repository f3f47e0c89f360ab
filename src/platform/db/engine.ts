/** Which of the two engines this process speaks to. Decided once, by DATABASE_URL, before any table is described. */
export type Engine = "sqlite" | "postgres";

export const engine: Engine = /^postgres(ql)?:\/\//.test(process.env.DATABASE_URL ?? "") ? "postgres" : "sqlite";
