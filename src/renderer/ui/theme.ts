import {
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  Menu,
  Modal,
  Notification,
  NumberInput,
  Paper,
  Popover,
  Portal,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const closeButtonProps = { 'aria-label': 'Close' };
const small = { size: 'xs' } as const;

/** Mantine in the console's clothes: every figure here is a token of tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  colors: {
    petrol: [
      '#eaf5f6',
      '#d9eaeb',
      '#a6dade',
      '#52c3ca',
      '#38aab2',
      '#22919a',
      '#127a84',
      '#0a6670',
      '#07525a',
      '#053d44',
    ],
  },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '6px' },
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  autoContrast: true,
  respectReducedMotion: true,
  components: {
    // What floats must lie in a landmark too; HeadroomProvider puts this one there.
    Portal: Portal.extend({ defaultProps: { target: '#overlays' } }),
    Input: Input.extend({ defaultProps: small }),
    TextInput: TextInput.extend({ defaultProps: small }),
    NumberInput: NumberInput.extend({ defaultProps: small }),
    Textarea: Textarea.extend({ defaultProps: small }),
    Select: Select.extend({ defaultProps: small }),
    TagsInput: TagsInput.extend({ defaultProps: small }),
    Checkbox: Checkbox.extend({ defaultProps: small }),
    Switch: Switch.extend({ defaultProps: small }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, shadow: 'none' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } }),
    // Its placeholder for the first focus is a child that a menu may not have.
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 0 }, position: 'bottom-end', withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 0 } } }),
    // Mantine leaves close buttons unnamed; a button without a name is a violation, so it is said once here.
    Notification: Notification.extend({ defaultProps: { closeButtonProps } }),
    Modal: Modal.extend({ defaultProps: { closeButtonProps, transitionProps: { duration: 0 } } }),
    Drawer: Drawer.extend({ defaultProps: { closeButtonProps, transitionProps: { duration: 0 } } }),
  },
});

const variables: Record<string, string> = {
  '--mantine-color-body': 'var(--canvas)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-control)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--critical)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line-strong)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
};

/** The same map for both themes: the tokens themselves are light-dark(). */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables });
