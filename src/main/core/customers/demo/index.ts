import type { Kernel, Result } from '../../kernel/index.ts';

/** Only a new demo needs the generator and its key pairs, so no other start loads it. */
export async function seedDemoCustomers(kernel: Kernel, count: number): Promise<Result<void>> {
  const { seedDemoCustomers: seed } = await import('./seed-demo-customers.ts');
  return seed(kernel, count);
}

export async function enlivenDemo(kernel: Kernel): Promise<void> {
  const { enliven } = await import('./enliven.ts');
  await enliven(kernel);
}
