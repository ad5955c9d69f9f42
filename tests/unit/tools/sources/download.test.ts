import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../../../tools/failure";
import { fetchArchive } from "../../../../tools/sources/download";
import { unreachable } from "../../../../tools/sources/network";
import type { DownloadSource } from "../../../../tools/tool";

/** A publisher on loopback: an archive, its list of checksums, and a redirect to the archive. */
describe("a publisher's download", () => {
  const folder = mkdtempSync(join(tmpdir(), "hardway-download-"));
  let server: Server;
  let base: string;
  let archive: Buffer;
  let sum: string;

  beforeAll(async () => {
    mkdirSync(join(folder, "tool"));
    writeFileSync(join(folder, "tool", "program"), "binary");
    archive = execFileSync("tar", ["-cz", "-C", folder, "tool/program"]);
    sum = createHash("sha256").update(archive).digest("hex");
    server = createServer((request, response) => {
      if (request.url === "/moved.tar.gz") response.writeHead(302, { location: "/tool.tar.gz" }).end();
      else if (request.url === "/tool.tar.gz") response.end(archive);
      else if (request.url === "/SHA256SUMS") response.end(`${sum}  tool.tar.gz\n${sum}  moved.tar.gz\n`);
      else response.writeHead(404).end("not here");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const source = (file: string, checksum: DownloadSource["checksum"]): DownloadSource => ({
    kind: "download",
    url: `${base}/${file}`,
    checksum,
    members: ["tool/program"],
  });
  const published = (): DownloadSource["checksum"] => ({
    kind: "published",
    algorithm: "sha256",
    url: `${base}/SHA256SUMS`,
  });

  it("is accepted when it has the pinned checksum", async () => {
    const path = await fetchArchive(
      source("tool.tar.gz", { kind: "pinned", algorithm: "sha256", sum }),
      folder,
    );
    expect(readFileSync(path).equals(archive)).toBe(true);
  });

  it("is accepted when the publisher's list has its checksum, redirects followed", async () => {
    const path = await fetchArchive(source("moved.tar.gz", published()), folder);
    expect(readFileSync(path).equals(archive)).toBe(true);
  });

  it("is refused for good when its content is another", async () => {
    const pinned = { kind: "pinned", algorithm: "sha256", sum: "0".repeat(64) } as const;
    const refused = fetchArchive(source("tool.tar.gz", pinned), folder);
    await expect(refused).rejects.toThrow(Failure);
    await expect(refused).rejects.toThrow(/does not match its checksum/);
  });

  it("is not there when the publisher does not list it, which is no Failure: the next source is tried", async () => {
    const unlisted = fetchArchive(source("other.tar.gz", published()), folder);
    await expect(unlisted).rejects.toThrow(/does not list other.tar.gz/);
    await expect(unlisted).rejects.not.toThrow(Failure);
  });

  it("is not there when the host answers 404", async () => {
    const pinned = { kind: "pinned", algorithm: "sha256", sum } as const;
    await expect(fetchArchive(source("none.tar.gz", pinned), folder)).rejects.toThrow(/answered 404/);
  });

  it("is asked for only from a host that can be reached", async () => {
    await expect(unreachable(`${base}/tool.tar.gz`)).resolves.toBeUndefined();
    await expect(unreachable("http://127.0.0.1:1/tool.tar.gz")).resolves.toMatch(
      /^127\.0\.0\.1:1 cannot be reached: /,
    );
  });
});
