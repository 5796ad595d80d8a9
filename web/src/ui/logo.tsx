/** A dhol from the side: the barrel, its two heads and the rope that tunes it. */
export const Logo = ({ size = 30 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path d="M7 6c6-3 12-3 18 0 4 6 4 14 0 20-6 3-12 3-18 0-4-6-4-14 0-20Z" fill="var(--rani-fill)" />
    <path
      d="m8 8 4 16 4-16 4 16 4-16"
      fill="none"
      stroke="#ffb938"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
)
