import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";

/** The library comes when a passkey is wanted: most pages never need it. */
const library = () => import("@simplewebauthn/browser");

/** Asks the device for a passkey of ours; null when there is none, its member would rather not, or it took too long. */
export async function showPasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON | null> {
  const { startAuthentication } = await library();
  return startAuthentication({ optionsJSON }).catch(() => null);
}

/** Has the device make a passkey; null when it cannot, has one already, or its member would rather not. */
export async function makePasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON | null> {
  const { startRegistration } = await library();
  return startRegistration({ optionsJSON }).catch(() => null);
}
