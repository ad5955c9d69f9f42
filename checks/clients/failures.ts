import { ApiException } from "@kubernetes/client-node/dist/gen/apis/exception.js";
import { EtcdError } from "./etcd";
import { ExecError } from "./exec";

/** What a failed request means to whoever waits for it to succeed. */
export interface Failure {
  /** A few words for a progress line, without secrets. */
  readonly text: string;
  /** Whether the same request may succeed later without anybody's help. */
  readonly passing: boolean;
}

/** Errors of connections by their code: what a booting, draining or frozen machine shows. */
const connectionFailures: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  ECONNABORTED: "connection aborted",
  EPIPE: "connection closed",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "network unreachable",
  ETIMEDOUT: "connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "connection timed out",
  UND_ERR_HEADERS_TIMEOUT: "no answer",
  UND_ERR_BODY_TIMEOUT: "answer broke off",
  UND_ERR_SOCKET: "connection closed",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet",
};

/** Codes of Node.js for a certificate that one side refused; no repetition changes them. */
const refusedCertificate = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|ERR_SSL_|HOSTNAME_)/;

/** Answers of the Kubernetes API that say "not now"; rights may be granted while the cluster starts. */
const passingStatuses: readonly number[] = [401, 403, 408, 409, 429];

/** Whether a connection failed in the way of a machine that is off or of a port that nobody serves. */
export function isUnserved(error: unknown): boolean {
  return ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"].includes(textIn(error, "code"));
}

/** Describes the failure of a request; undefined for any other error, which is a defect of the program. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof EtcdError || error instanceof ExecError) return { text: error.message, passing: true };
  if (error instanceof ApiException) return apiFailure(error);
  if (textIn(error, "name") === "TimeoutError") return { text: textIn(error, "message"), passing: true };
  const code = textIn(error, "code");
  const connection = connectionFailures[code];
  if (connection !== undefined) return { text: connection, passing: true };
  if (refusedCertificate.test(code))
    return { text: `certificate refused: ${textIn(error, "message")}`, passing: false };
  return undefined;
}

/** The HTTP status of a failed call to the Kubernetes API; undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof ApiException ? error.code : undefined;
}

/** Runs a call to the Kubernetes API; undefined where what it asks for does not exist. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function apiFailure({ code, body }: ApiException<unknown>): Failure {
  return {
    text: `HTTP ${code}${reasonIn(body)}`,
    passing: code >= 500 || passingStatuses.includes(code),
  };
}

/** A text property of whatever was thrown; the errors of Node.js's own modules need not be instances of our Error. */
function textIn(error: unknown, property: "name" | "code" | "message"): string {
  if (typeof error !== "object" || error === null || !(property in error)) return "";
  const value: unknown = (error as Readonly<Record<typeof property, unknown>>)[property];
  return typeof value === "string" ? value : "";
}

/** The message of the Status object in an answer's body, which the generated client may leave as text. */
function reasonIn(body: unknown): string {
  const status = typeof body === "string" ? parsed(body) : body;
  if (typeof status !== "object" || status === null || !("message" in status)) return "";
  return typeof status.message === "string" && status.message !== "" ? `: ${status.message}` : "";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
