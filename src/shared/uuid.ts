/**
 * UUID version 7 from a time and 10 random bytes. The caller makes the id of what it creates, so that asking again
 * after a lost answer is harmless; ids sort by creation time, which keeps their index compact.
 */
export function uuidFrom(nowMs: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError(`uuidFrom needs 10 random bytes, got ${random.length}`);
  const bytes = new Uint8Array(16);
  let time = nowMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
