import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";

/** As the API sends them. Extensions are typed with buffers, of which JSON has none; we ask for none that hold any. */
type Sent<T> = Omit<T, "extensions"> & { extensions?: unknown };

/** The library comes when a passkey is wanted: most pages never need it. */
const library = () => import("@simplewebauthn/browser");

/** Asks the device for a passkey of ours; null when there is none, its member would rather not, or it took too long. */
export async function showPasskey(
  options: Sent<PublicKeyCredentialRequestOptionsJSON>,
): Promise<AuthenticationResponseJSON | null> {
  const { startAuthentication } = await library();
  return startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON }).catch(() => null);
}

/** Has the device make a passkey; null when it cannot, has one already, or its member would rather not. */
export async function makePasskey(
  options: Sent<PublicKeyCredentialCreationOptionsJSON>,
): Promise<RegistrationResponseJSON | null> {
  const { startRegistration } = await library();
  return startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }).catch(() => null);
}
