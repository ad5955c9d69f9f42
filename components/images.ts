/** The images of machines that are made here, which are asked for only where they are used. */
export interface OwnImages {
  /** The name and tag of the image of podman machines. */
  readonly container: () => string;
  /** The path of the disk of virtual machines. */
  readonly disk: () => string;
}
