/** A basic string of TOML, which JSON's strings are (toml.io, version 1.0.0). */
export function tomlString(text: string): string {
  return JSON.stringify(text);
}
