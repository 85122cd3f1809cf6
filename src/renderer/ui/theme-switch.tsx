import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconButton } from './icon-button.tsx';
import { IconContrast } from './icons.ts';

/** Dark or light; until it is pressed, the system decides. */
export function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  const next = shown === 'dark' ? 'light' : 'dark';
  return (
    <IconButton
      icon={IconContrast}
      iconSize={18}
      label={`Switch to ${next} theme`}
      onClick={() => setColorScheme(next)}
    />
  );
}
