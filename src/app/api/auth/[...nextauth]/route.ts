import { handlers } from "@/features/auth/next-auth";

export const { GET, POST } = handlers;
