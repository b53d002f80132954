/** Passkeys: asks the server for a challenge, the browser for an answer, and gives it back. */
import { call } from "@/sync/http";

type Challenge = { challengeId: string; options: Record<string, unknown> };
type Named = { id: string; type: "public-key"; transports?: AuthenticatorTransport[] };

/** Can this page use passkeys at all? They need HTTPS (or this machine) and the address they are made for. */
export function passkeysWork(host: string): boolean {
  return (
    typeof PublicKeyCredential === "function" && (location.hostname === host || location.hostname.endsWith(`.${host}`))
  );
}

/** The person closed the browser's own window, or let it wait too long: no error, nothing happened. */
export function changedMind(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
}

export async function addPasskey(name: string): Promise<void> {
  const { challengeId, options } = await call<Challenge>("POST", "/api/me/passkeys/options");
  const user = options.user as { id: string; name: string; displayName: string };
  const made = (await navigator.credentials.create({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialCreationOptions),
      challenge: bytes(options.challenge as string),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: described(options.excludeCredentials),
    },
  })) as PublicKeyCredential | null;
  if (!made) throw new DOMException("", "NotAllowedError");
  const response = made.response as AuthenticatorAttestationResponse;
  const credential = {
    ...common(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
  await call("POST", "/api/me/passkeys", { body: { challengeId, credential, name } });
}

export async function signInByPasskey(sharedComputer: boolean): Promise<void> {
  const answer = await prove("/api/sign-in/passkey/options");
  await call("POST", "/api/sign-in/passkey", { body: { ...answer, sharedComputer } });
}

export async function showPasskey(): Promise<void> {
  await call("POST", "/api/second-factor/passkey", { body: await prove("/api/second-factor/passkey/options") });
}

async function prove(from: string) {
  const { challengeId, options } = await call<Challenge>("POST", from);
  const shown = (await navigator.credentials.get({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialRequestOptions),
      challenge: bytes(options.challenge as string),
      allowCredentials: described(options.allowCredentials),
    },
  })) as PublicKeyCredential | null;
  if (!shown) throw new DOMException("", "NotAllowedError");
  const response = shown.response as AuthenticatorAssertionResponse;
  const credential = {
    ...common(shown),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
  return { challengeId, credential };
}

function common(credential: PublicKeyCredential) {
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: {} };
}

function described(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Named[]).map((one) => ({ ...one, id: bytes(one.id) }));
}

/** Base64url, as WebAuthn writes bytes in JSON; `toJSON` of the browser is too young for our oldest one. */
function bytes(written: string): Uint8Array<ArrayBuffer> {
  const plain = atob(written.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
