declare module 'virtual:world-map' {
  /** Paths by code of two letters. */
  export const shapes: Readonly<Record<string, string>>;
  export const width: number;
  export const height: number;
}
