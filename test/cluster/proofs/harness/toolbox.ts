/** Image with a shell, curl, iproute2 and Python 3, for what the proofs do from outside of a shop. */
export const TOOLBOX = 'nicolaka/netshoot';
