/** Something that holds a resource until told to let go. Disposing twice is the same as once. */
export interface Disposable {
  dispose(): void;
}

/** Collects what a lifecycle opened and closes it in reverse order. */
export function disposables(): Disposable & { add(dispose: () => void): void } {
  const opened: (() => void)[] = [];
  return {
    add: (dispose) => void opened.push(dispose),
    dispose() {
      for (let close = opened.pop(); close; close = opened.pop()) close();
    },
  };
}
