import { setupLink } from "@/features/auth";
import { workspaceOf } from "@/features/settings";
import { reader, transaction } from "@/platform/db";

/** A new one-time link that sets up the team, or undefined when there is one. The links made before it end. */
export async function newSetupLink(origin: string): Promise<string | undefined> {
  if (await workspaceOf(reader())) return undefined;
  const { token } = await transaction(setupLink);
  return `${origin}/setup/${token}`;
}

/** What the terminal says below the address: nothing once the team is set up. */
export async function invitation(origin: string): Promise<string> {
  const link = await newSetupLink(origin);
  return link ? `\n  Set up your team with this link. It works once:\n  ${link}\n` : "";
}
