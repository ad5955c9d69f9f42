import { readFileSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../../package.json";
import { repository } from "../../../tools/paths";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  /** A package of this repository, as `resolved` says. */
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const packages = Object.entries(lock.packages);
const installed = packages.filter(([path, { link }]) => path.startsWith("node_modules/") && link !== true);

/** What package.json has to say for the lock file to hold this package. */
function pinOf({ link, resolved, version }: LockedPackage): string | undefined {
  return link === true ? `file:${resolved ?? ""}` : version;
}

describe("the lock file", () => {
  it("has every optional package of every platform, without which `npm ci` refuses it", () => {
    const wanted = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    const missing = wanted.filter(
      ({ name }) => !packages.some(([path]) => path.endsWith(`node_modules/${name}`)),
    );
    expect(missing).toEqual([]);
  });

  it("verifies every package and names no registry", () => {
    expect(installed.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual(
      [],
    );
    expect(
      installed.filter(([, { resolved }]) => resolved?.startsWith("http")).map(([path]) => path),
    ).toEqual([]);
  });

  it("has the versions that package.json pins, each exactly", () => {
    const pins = { ...packageJson.dependencies, ...packageJson.devDependencies };
    const locked = Object.fromEntries(
      Object.keys(pins).map((name) => [name, pinOf(lock.packages[`node_modules/${name}`] ?? {})]),
    );
    expect(locked).toEqual(pins);
  });
});

describe("docs/dependencies.md", () => {
  it("gives a reason for each package of package.json, and for no other", () => {
    const text = readFileSync(join(repository, "docs", "dependencies.md"), "utf8");
    const listed = [...text.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name);
    const pinned = [...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.devDependencies)];
    expect(listed.sort()).toEqual(pinned.sort());
  });
});
