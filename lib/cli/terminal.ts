/** What a command has around it; tests give their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether `out` is read by a person. */
  readonly interactive: boolean;
  /** Whether `error` is read by a person, who is told how far long work has come; nobody is where it is not said. */
  readonly watched?: boolean;
  /** Whether `out` is coloured; where it is not said, for a person alone. */
  readonly color?: boolean;
  /** Characters of a line of it; undefined where nobody knows. */
  readonly width?: number;
  /** Today's date in UTC, as `2027-03-31`. */
  readonly today: string;
  /** Folder that the work is done in; the process's own where it is not said. */
  readonly folder?: string;
  /** Environment of the programs that are run; the process's own where it is not said. */
  readonly environment?: Environment;
  /** Says that the user has had enough (SIGINT, SIGTERM); never where it is not given. */
  readonly stop?: AbortSignal;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How a command ended.
 * @see https://man.freebsd.org/cgi/man.cgi?query=sysexits EX_SOFTWARE, 70
 */
export const EXIT = { done: 0, findings: 1, unusable: 2, broken: 70, stopped: 130 } as const;

/** What each exit code means, for the help and the guide. */
export const EXIT_MEANING: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done; nothing was found that counts, nothing differs',
  findings: 'done; something was found that counts, something differs',
  unusable: 'the command, its input or the app cannot be used; nothing was changed',
  broken: 'a fault of cdk8s-shop itself; it says where to report it',
  stopped: 'stopped by the user, by Ctrl-C',
};

/** One of these, or that of a program which the command has run. */
export type ExitCode = number;
