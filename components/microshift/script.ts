/** The path of one of this folder's scripts, as a command resource runs it from the project's folder. */
export function script(name: string): string {
  return `components/microshift/shell/${name}.sh`;
}
