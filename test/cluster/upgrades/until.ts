/** Asks every 300 ms until the answer is yes; false when the time is up. */
export async function until(done: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 300)))
    if (await done()) return true;
  return false;
}
