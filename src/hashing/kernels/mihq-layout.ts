/** Entries whose fingerprints lie together: byte 0 of the sixteen, then byte 1, 2 and 3: one cache line. */
export const GROUP_SHIFT: u32 = 4;
export const GROUP_BYTES: u32 = 64;
