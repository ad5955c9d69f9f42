import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../../../support/temporary-folder";

/** How a script ended, and what it said. */
export interface Run {
  readonly status: number | null;
  readonly said: string;
}

/** A folder that stands for a control plane, on which its scripts run for real with stand-ins for other programs. */
export interface FakeControlPlane {
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  readonly has: (path: string) => boolean;
  /** What ip says of the addresses: an interface and an address with its prefix each. */
  readonly addresses: (...lines: readonly string[]) => void;
  readonly run: (script: string, ...words: readonly string[]) => Run;
}

const paths = /(?<![\w./-])\/etc\/(?=kubernetes|keepalived|coredns|resolv\.conf)/g;

/** Stand-ins for programs of the machine; one that is left out is on no path either. */
const standIns = {
  ip: `#!/bin/sh\ncat "$ROOT/addresses"\n`,
  sleep: "#!/bin/sh\nexit 0\n",
  crictl: "#!/bin/sh\nexit 0\n",
} as const;

/** A control plane, without the programs that are named. */
export function fakeControlPlane(...without: readonly (keyof typeof standIns)[]): FakeControlPlane {
  const root = temporaryFolder("control-plane");
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [name, text] of Object.entries(standIns).filter(([each]) => !without.some((n) => n === each))) {
    write(`/bin/${name}`, text);
    chmodSync(join(root, "bin", name), 0o755);
  }
  for (const folder of ["keepalived", "coredns"]) mkdirSync(join(root, "etc", folder), { recursive: true });
  return {
    write,
    read: (path) => readFileSync(join(root, path), "utf8"),
    has: (path) => existsSync(join(root, path)),
    addresses: (...lines) => {
      const text = lines.map((line, index) => {
        const [name = "", address = ""] = line.split(" ");
        const family = address.includes(":") ? "inet6" : "inet";
        return `${index + 1}: ${name}    ${family} ${address} scope global ${name}\\       valid_lft forever\n`;
      });
      write("/addresses", text.join(""));
    },
    run: (script, ...words) => {
      write("/script", script.replace(paths, `${root}/etc/`));
      const { status, stdout, stderr, error } = spawnSync("bash", [join(root, "script"), ...words], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        env: { ROOT: root, PATH: `${root}/bin:/usr/bin:/bin` },
      });
      if (error !== undefined) throw error;
      return { status, said: stdout + stderr };
    },
  };
}
