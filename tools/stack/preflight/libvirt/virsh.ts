import { attempt, type Ended } from "../../../process";

/** Asks libvirt; it answers within seconds or not at all. */
export type Virsh = (...words: readonly string[]) => Promise<Ended>;

const limitSeconds = 30;

/** The way to one hypervisor's libvirt. */
export function virshAt(uri: string): Virsh {
  return (...words) =>
    attempt({
      program: "virsh",
      arguments: ["--quiet", "--connect", uri, ...words],
      // Its words are judged, so they are asked for in one language.
      environment: { LC_ALL: "C" },
      limitSeconds,
    });
}

/** The lines of an answer; none where there was no answer. */
export async function linesOf(answer: Promise<Ended>): Promise<readonly string[]> {
  const { exitCode, output } = await answer;
  if (exitCode !== 0) return [];
  return output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The values of an attribute of all elements of a name in libvirt's XML, which has no comments and no entities in them. */
export function attributesIn(xml: string, element: string, attribute: string): readonly string[] {
  const pattern = new RegExp(`<${element}\\b[^>]*?\\s${attribute}=['"]([^'"]*)['"]`, "g");
  return [...xml.matchAll(pattern)].map(([, value = ""]) => value);
}
