import { uuidFrom } from '../../shared/uuid.ts';

/** The window makes the id of what it creates, so that a call repeated after a lost answer creates nothing twice. */
export const newId = (): string => uuidFrom(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
