/// <reference types="vite/client" />

declare namespace React {
  interface CSSProperties {
    [customProperty: `--${string}`]: string | number | undefined
  }
}
