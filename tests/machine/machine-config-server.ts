import { once } from "node:events";
import https from "node:https";
import type { TLSSocket } from "node:tls";
import type { IgnitionConfig } from "../../ignition/config";
import type { Credential } from "../../pki/bundle";

/** What a machine asked of the server. */
export interface MachineRequest {
  /** The name by which it called the server. */
  readonly name: string;
  readonly path: string;
  /** The versions of Ignition's configuration that it takes. */
  readonly accepts: string;
}

/** A server of machines' configurations, played: it has them ready, by their paths. */
export class PlayedMachineConfigServer {
  readonly requests: MachineRequest[] = [];
  private readonly server: https.Server;

  /** With the certificate that it shows. */
  constructor(
    { certificatePem, keyPem }: Credential,
    private readonly configs: Readonly<Record<string, IgnitionConfig>>,
  ) {
    this.server = https.createServer({ cert: certificatePem, key: keyPem }, (request, response) => {
      const { url: path = "", headers, socket } = request;
      this.requests.push({
        name: String((socket as TLSSocket).servername),
        path,
        accepts: headers.accept ?? "",
      });
      const config = this.configs[path];
      response.writeHead(config === undefined ? 404 : 200).end(JSON.stringify(config));
    });
  }

  async listen(address: string, port: number): Promise<void> {
    this.server.listen(port, address);
    await once(this.server, "listening");
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}
