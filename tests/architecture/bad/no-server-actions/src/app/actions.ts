"use server";

export const save = async (): Promise<void> => undefined;
