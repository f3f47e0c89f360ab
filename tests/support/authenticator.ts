import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** CBOR (RFC 8949) as far as an authenticator writes it: unsigned and negative integers, byte and text strings, maps. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const pairs = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as Buffer)]);
  return Buffer.concat([head(5, value.size), ...pairs]);
}

function head(major: number, count: number): Buffer {
  const kind = major << 5;
  if (count < 24) return Buffer.from([kind | count]);
  return count < 256 ? Buffer.from([kind | 24, count]) : Buffer.from([kind | 25, count >> 8, count & 255]);
}

const text = (bytes: Buffer) => bytes.toString("base64url");
const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

type Said = { challenge: string; origin?: string; rpId?: string; verified?: boolean; counter?: number };

/** A device that holds one passkey (WebAuthn, 6), and lies when a test tells it to. */
export function authenticator(origin = "http://localhost:3000") {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  let counter = 0;
  let userHandle = "";

  const clientData = (type: string, { challenge, origin: said = origin }: Said) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: said, crossOrigin: false }));

  function authData(
    { rpId = new URL(origin).hostname, verified = true, counter: said = ++counter }: Said,
    key?: Buffer,
  ) {
    const flags = PRESENT | (verified ? VERIFIED : 0) | (key ? HAS_KEY : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(said);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, ...(key ? [key] : [])]);
  }

  const named = { id: text(id), rawId: text(id), type: "public-key" as const, clientExtensionResults: {} };
  return {
    id: text(id),
    /** Makes the passkey, as `navigator.credentials.create` does. */
    make(said: Said & { user?: { id: string } }) {
      userHandle = said.user?.id ?? "";
      const cose = new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, "base64url")],
        [-3, Buffer.from(y, "base64url")],
      ]);
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(cose)]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData({ ...said, counter: said.counter ?? 0 }, key)],
      ]);
      const response = {
        clientDataJSON: text(clientData("webauthn.create", said)),
        attestationObject: text(cbor(attestation)),
        transports: ["internal" as const],
      };
      return { ...named, response };
    },
    /** Shows it, as `navigator.credentials.get` does. */
    show(said: Said & { userHandle?: string }) {
      const client = clientData("webauthn.get", said);
      const data = authData(said);
      const response = {
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(sign("sha256", Buffer.concat([data, sha256(client)]), privateKey)),
        userHandle: said.userHandle ?? userHandle,
      };
      return { ...named, response };
    },
  };
}
