import { redirect } from "next/navigation";

/** The address alone leads to what waits for its visitor; who is signed out goes on to the sign-in from there. */
export default function Home(): never {
  redirect("/inbox");
}
