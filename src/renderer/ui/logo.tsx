/** Levels under a ceiling line, and the gap between them marked in the accent. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" role="img" aria-label="Headroom">
      <path d="M2 3h18" stroke="currentColor" strokeWidth="2.4" />
      <path d="M2 20v-8h5v8zM8.5 20V9h5v11zM15 20v-5h5v5z" fill="currentColor" />
      <path d="M11 4.5v3" stroke="var(--accent)" strokeWidth="2" />
    </svg>
  );
}
