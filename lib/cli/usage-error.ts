/** Thrown where a command cannot be carried out as it was given; its message is for the one who gave it. */
export class UsageError extends Error {}

/** Thrown where work ends because the user has stopped it, which is nobody's fault and has nothing to say. */
export class Stopped extends Error {}
