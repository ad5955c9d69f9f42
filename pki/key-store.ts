import type { KeyMaterial, RandomKey } from "./bundle";

/** The keys of a stack by the names that `requiredKeys` or `openshiftKeys` gives. */
export type Keys = Readonly<Record<string, KeyMaterial | RandomKey>>;

/** A look-up that cannot fail, because all names were looked for beforehand. Throws one error that names all missing. */
export function finderIn(keys: Keys, names: readonly string[]): (name: string) => KeyMaterial | RandomKey {
  const missing = names.filter((name) => keys[name] === undefined);
  if (missing.length > 0) throw missingKeys(missing);
  return (name) => {
    const key = keys[name];
    if (key === undefined) throw missingKeys([name]);
    return key;
  };
}

/** The key as a private one; throws where it is random bytes. */
export function privateKeyOf(name: string, key: KeyMaterial | RandomKey): KeyMaterial {
  if ("privateKeyPem" in key) return key;
  throw new Error(`the key ${name} is no private key; delete it and run up again`);
}

/** The length is what the cipher wants (libsodium, "secretbox"). */
export function randomBytesOf(name: string, key: KeyMaterial | RandomKey): string {
  if ("bytes" in key && Buffer.from(key.bytes, "base64").length === 32) return key.bytes;
  throw new Error(`the key ${name} is not of 32 random bytes; delete it and run up again`);
}

function missingKeys(names: readonly string[]): Error {
  return new Error(
    `there is no key for ${names.join(", ")}: each certificate of the plan needs one of its own, ` +
      "so make the keys that requiredKeys or openshiftKeys names before issuing",
  );
}
