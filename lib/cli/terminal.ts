/** What a command has around it; tests give their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether `out` is read by a person. */
  readonly interactive: boolean;
  /** Characters of a line of it; undefined where nobody knows. */
  readonly width?: number;
  /** Today's date in UTC, as `2027-03-31`. */
  readonly today: string;
  /**
   * Variables of the environment: where the user has what is his, such as his credentials.
   *
   * @default {}
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a command ended. */
export const EXIT = { done: 0, findings: 1, unusable: 2 } as const;

/** One of these, or that of a program which the command has run. */
export type ExitCode = number;
