/** Machine code in words of hexadecimal digits. */
const code = (...instructions: readonly string[]): Buffer =>
  Buffer.from(instructions.join("").replaceAll(" ", ""), "hex");

/** Says what follows the code on the serial console, up to a zero; the code that does so is 11 bytes (Intel 8086). */
const say = [
  ...["ac", "84 c0", "74 06"], // next: lodsb; test al, al; jz end
  ...["ba f8 03", "ee", "eb f5"], // mov dx, 0x3f8; out dx, al; jmp next
];
/** Finds out where the code is, with the text behind all of it: the number of its bytes from the fourth on. */
const begin = (distance: string): readonly string[] => [
  ...["e8 00 00", "5e"], // call here; here: pop si
  ...["0e", "1f", "0e", "07"], // push cs; pop ds; push cs; pop es
  `83 c6 ${distance}`, // add si, distance
];
const stop = ["f4", "eb fd"]; // hlt; jmp stop

/** The first sector of a disk that was installed: it says so, and goes no further. */
function installedSector(): Buffer {
  const sector = Buffer.alloc(512);
  sector.set(code(...begin("16"), ...say, ...stop));
  sector.write("the disk boots\r\n", 25, "latin1");
  sector.set([0x55, 0xaa], 510);
  return sector;
}

/** What stands in for a live system: it says that it is there, writes the disk's first sector, and resets the machine. */
export function standInLiveSystem(): Buffer {
  const program = code(
    ...begin("29"),
    ...say,
    ...["89 f3", "b8 01 03", "b9 01 00", "ba 80 00", "cd 13"], // BIOS: write the sector at si to the first disk
    ...["b0 06", "ba f9 0c", "ee"], // mov al, 6; out 0xcf9: reset
    ...stop,
  );
  return Buffer.concat([program, Buffer.from("the image boots\r\n\0", "latin1"), installedSector()]);
}
