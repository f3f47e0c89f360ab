import NextAuth from "next-auth";

export const guard = NextAuth;
