interface Lock {
  readonly packages?: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly integrity?: string;
        readonly optional?: boolean;
        readonly devOptional?: boolean;
      }
    >
  >;
}

export function sameAsLock(wanted: Lock | undefined, installed: Lock | undefined): boolean;
export function launch(script: string, args: readonly string[]): Promise<void>;
