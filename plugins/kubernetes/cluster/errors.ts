import type { Properties, Value } from "../../shared/values";
import type { TypeMeta } from "../objects";
import { numberAt, textAt } from "../objects";

/** The API server answered with a Status that is a failure (meta/v1 Status). */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  /** The resource that the failure is about, e.g. `namespaces`. */
  readonly about: string;

  constructor(code: number, status: Properties, fallback: string) {
    super(code === 401 ? NOT_LOGGED_IN : textAt(status, "message") || fallback);
    this.code = code;
    this.reason = textAt(status, "reason");
    this.about = textAt(status, "details", "kind");
  }
}

/** The words of client-go, which users find explained; the server itself only says "Unauthorized". */
const NOT_LOGGED_IN = "the server has asked for the client to provide credentials";

/** The API server does not serve this kind: its definition is missing, or not yet established. */
export class NoMatchError extends Error {
  constructor({ apiVersion, kind }: TypeMeta) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }
}

/** The API server gave no answer: no connection, or none that lasted. */
export class ConnectionError extends Error {
  /** What happened, without the request that it happened to. */
  readonly what: string;

  constructor(request: string, what: string) {
    super(`${request}: ${what}`);
    this.what = what;
  }
}

/** Nobody can be asked: no usable kubeconfig, no connection, or no right to log in. */
export class UnreachableError extends Error {}

const isApiError = (error: unknown, code: number, reason?: string): error is ApiError =>
  error instanceof ApiError && error.code === code && (reason === undefined || error.reason === reason);

export const isNotFound = (error: unknown): error is ApiError => isApiError(error, 404);
export const isForbidden = (error: unknown): boolean => isApiError(error, 403);
export const isAlreadyThere = (error: unknown): boolean => isApiError(error, 409, "AlreadyExists");
export const isConflict = (error: unknown): error is ApiError => isApiError(error, 409, "Conflict");
export const isNamespaceMissing = (error: unknown): boolean =>
  isNotFound(error) && error.about === "namespaces";

/** What an exception says. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A failed answer as an error; a body that is no Status (a proxy's page) gives only the code. */
export function errorOf(status: number, body: Value): ApiError {
  const answer =
    typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Properties) : {};
  return new ApiError(
    numberAt(answer, "code") || status,
    answer,
    `the API server answered with status ${status}`,
  );
}
