import { maximumMessageBytes } from '../xdr/writer.ts';

/** The message types of libvirt's RPC. The two that pass file descriptors (4 and 5) are refused: this package never asks for any. */
export const messageType = { call: 0, reply: 1, message: 2, stream: 3, streamHole: 6 } as const;
export const messageStatus = { ok: 0, error: 1, continue: 2 } as const;

/** Length word, program, version, procedure, type, serial, status. The length counts itself. */
export const headerBytes = 28;
export const maximumFrameBytes = maximumMessageBytes + 4;

/** The most stream data per packet: what every libvirt since 0.9 takes. */
export const streamPacketBytes = 262_120;

export const keepaliveProgram = 0x6b656570;
export const keepaliveProcedure = { ping: 1, pong: 2 } as const;

export interface FrameHeader {
  readonly program: number;
  readonly version: number;
  readonly procedure: number;
  readonly type: number;
  readonly serial: number;
  readonly status: number;
}
