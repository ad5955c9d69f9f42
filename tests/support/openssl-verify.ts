import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openssl } from "./openssl";

/** The way of an openssl that is strict and trusts what it is given, and nothing of this machine. */
const strictly = ["verify", "-x509_strict", "-no-CApath", "-no-CAstore"];

/** What openssl is asked about a certificate; all PEM. */
export interface Question {
  readonly trusted: string;
  readonly certificate: string;
  /** Authorities that stand between the two and are not trusted for themselves. */
  readonly between?: string;
  readonly options?: readonly string[];
}

/** Files in a folder for openssl to read, and what it says of them. */
export class OpensslFolder {
  private count = 0;

  constructor(private readonly folder: string) {}

  /** Writes a file and returns its path. */
  write(text: string): string {
    this.count += 1;
    const path = join(this.folder, `${this.count}.pem`);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  /** Resolves to "OK", or to what openssl says that is wrong. */
  async verdict({ trusted, certificate, between, options = [] }: Question): Promise<string> {
    const file = this.write(certificate);
    const untrusted = between === undefined ? [] : ["-untrusted", this.write(between)];
    const output = await openssl(...strictly, "-CAfile", this.write(trusted), ...untrusted, ...options, file);
    return output === `${file}: OK\n` ? "OK" : output.replaceAll(file, "it");
  }
}
