import { z } from 'zod';
import { refusalSchema } from '../../shared/refusal.ts';

/**
 * What shell and core say to each other over Electron's parent port. Both sides validate what arrives: core handles
 * input from hypervisors and customers, and the shell holds the keychain. No customer data passes here; that goes
 * through the window's own port, by the contract.
 */
const longestSecret = 64 * 1024;
/** Base64 of an encrypted secret: four thirds of it, and room for the keychain's own header. */
const longestSealedSecret = 96 * 1024;

const requestId = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const line = (longest: number) => z.string().min(1).max(longest);

const secretRequestSchema = z.discriminatedUnion('operation', [
  z.object({ type: z.literal('secret-request'), id: requestId, operation: z.literal('check') }),
  z.object({
    type: z.literal('secret-request'),
    id: requestId,
    operation: z.literal('encrypt'),
    plain: z.string().max(longestSecret),
  }),
  z.object({
    type: z.literal('secret-request'),
    id: requestId,
    operation: z.literal('decrypt'),
    sealed: z.base64().max(longestSealedSecret),
  }),
]);
export type SecretRequest = z.infer<typeof secretRequestSchema>;

const notifySchema = z.object({
  type: z.literal('notify'),
  title: line(120),
  body: z.string().max(500),
  /** Where a click leads, as the window's router writes it. */
  route: z
    .string()
    .regex(/^\/[^\p{Cc}]*$/u)
    .max(512),
});
export type NotifyMessage = z.infer<typeof notifySchema>;

export const coreToShellSchema = z.union([
  z.object({ type: z.literal('ready') }),
  /** Core understood why it can't start (catalog in use, newer than the program, …): starting again would not help. */
  z.object({ type: z.literal('refused'), refusal: refusalSchema }),
  /** How many things need the operator: shown at the tray and the dock. */
  z.object({ type: z.literal('attention'), count: z.number().int().nonnegative().max(1_000_000) }),
  notifySchema,
  secretRequestSchema,
]);
export type CoreToShell = z.infer<typeof coreToShellSchema>;

const secretAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ type: z.literal('secret-answer'), id: requestId, ok: z.literal(true), value: z.string() }),
  z.object({ type: z.literal('secret-answer'), id: requestId, ok: z.literal(false), reason: z.string().min(1) }),
]);
export type SecretAnswer = z.infer<typeof secretAnswerSchema>;

export const startOptionsSchema = z.object({ demo: z.boolean(), dataDir: z.string().min(1).optional() });
export type StartOptions = z.infer<typeof startOptionsSchema>;

export const shellToCoreSchema = z.union([
  z.object({ type: z.literal('start'), options: startOptionsSchema }),
  /** Comes with one MessagePort: a window's. */
  z.object({ type: z.literal('connect') }),
  z.object({ type: z.literal('close') }),
  secretAnswerSchema,
]);
export type ShellToCore = z.infer<typeof shellToCoreSchema>;
