/** Thrown where a command cannot be carried out as it was given; its message is for the one who gave it. */
export class UsageError extends Error {}
