import { readdir, readFile, stat } from "node:fs/promises";
import { basename, posix } from "node:path";
import type { Client, SFTPWrapper } from "ssh2";
import type { Source } from "./copy";

/** SFTP's status of a path that is not there (draft-ietf-secsh-filexfer-02, SSH_FX_NO_SUCH_FILE). */
const NO_SUCH_FILE = 2;

/**
 * Copies over SFTP. A folder goes *into* the remote path under its own name, or, if its path ends in
 * a slash, its contents do; a file goes into a remote folder or becomes the remote path. Missing
 * remote folders are made, modes are not kept.
 */
export async function upload(client: Client, source: Source, remotePath: string): Promise<void> {
  const sftp = await open(client);
  if ("text" in source) {
    await writeFile(sftp, remotePath, Buffer.from(source.text));
  } else if ((await stat(source.path)).isDirectory()) {
    const inside = source.path.endsWith("/");
    await copyFolder(sftp, source.path, inside ? remotePath : posix.join(remotePath, basename(source.path)));
  } else {
    const into = (await kindOf(sftp, remotePath)) === "folder";
    const target = into ? posix.join(remotePath, basename(source.path)) : remotePath;
    await writeFile(sftp, target, await readFile(source.path));
  }
}

async function copyFolder(sftp: SFTPWrapper, folder: string, target: string): Promise<void> {
  await makeFolder(sftp, target);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [from, to] = [posix.join(folder, entry.name), posix.join(target, entry.name)];
    if (entry.isDirectory()) await copyFolder(sftp, from, to);
    else await writeFile(sftp, to, await readFile(from));
  }
}

async function writeFile(sftp: SFTPWrapper, path: string, content: Buffer): Promise<void> {
  await makeFolder(sftp, posix.dirname(path));
  await new Promise<void>((resolve, reject) => {
    sftp.writeFile(path, content, (error) => {
      if (error) reject(new Error(`failed to create remote file ${path}: ${error.message}`));
      else resolve();
    });
  });
}

/** Makes a folder and those above it, as far as they are missing. */
async function makeFolder(sftp: SFTPWrapper, path: string): Promise<void> {
  const kind = await kindOf(sftp, path);
  if (kind === "folder") return;
  if (kind === "file") throw new Error(`remote path ${path} exists but is not a directory`);
  await makeFolder(sftp, posix.dirname(path));
  await new Promise<void>((resolve, reject) => {
    sftp.mkdir(path, (error) => {
      if (error) reject(new Error(`failed to create remote directory ${path}: ${error.message}`));
      else resolve();
    });
  });
}

function kindOf(sftp: SFTPWrapper, path: string): Promise<"file" | "folder" | "missing"> {
  return new Promise((resolve, reject) => {
    sftp.stat(path, (error, found) => {
      if (!error) resolve(found.isDirectory() ? "folder" : "file");
      else if ((error as { readonly code?: unknown }).code === NO_SUCH_FILE) resolve("missing");
      else reject(new Error(`failed to stat remote path ${path}: ${error.message}`));
    });
  });
}

function open(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => {
      if (error) reject(error);
      else resolve(sftp);
    });
  });
}
