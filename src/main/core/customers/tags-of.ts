import type { Subject } from '../../../shared/subject.ts';
import type { Kernel } from '../kernel/index.ts';
import { findTags } from './store.ts';

export const tagsOf = (kernel: Kernel, { kind, id }: Subject): Promise<Record<string, string>> =>
  findTags(kernel.reader, kind, id);
