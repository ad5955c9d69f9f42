const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const labelPart = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** True for a DNS label in lower case that starts with a letter (RFC 1035), as names of Kubernetes objects must. */
export function isDnsLabel(text: string): boolean {
  return dnsLabel.test(text) && /^[a-z]/.test(text);
}

/** True for a DNS name in lower case (RFC 1123): labels of at most 63 characters, 253 in all. */
export function isDnsName(text: string): boolean {
  return text.length <= 253 && text.split(".").every((label) => dnsLabel.test(label));
}

/** True for the key of a Kubernetes label: a name, before which a DNS name and a slash may stand. */
export function isLabelKey(text: string): boolean {
  const slash = text.lastIndexOf("/");
  return (slash < 0 || isDnsName(text.slice(0, slash))) && labelPart.test(text.slice(slash + 1));
}

/** True for the value of a Kubernetes label, which may be empty. */
export function isLabelValue(text: string): boolean {
  return text === "" || labelPart.test(text);
}
