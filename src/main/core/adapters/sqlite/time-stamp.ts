/** For file names: sorts by time, and every file system takes it. */
export const timeStamp = (nowMs: number): string => new Date(nowMs).toISOString().replace(/[-:.]/g, '');
