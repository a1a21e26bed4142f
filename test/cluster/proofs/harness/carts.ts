import { eventually } from '../../kubectl';
import { shell } from './node-hands';

/** A cart that the shop has acknowledged, and when, in seconds. */
export interface AcknowledgedCart {
  readonly id: string;
  readonly at: number;
}

/** Goes on by itself: a connection to the API server that breaks must not end it. */
const WRITE = `
end=$(($(date +%s) + $2))
rm -f /tmp/carts /tmp/carts-done
(
while [ $(date +%s) -lt $end ]; do
  id=$(cat /proc/sys/kernel/random/uuid)
  code=$(curl -s -m 5 -o /dev/null -w '%{http_code}' -X PUT -H 'Content-Type: application/json' -d '{"items":[{"sku":"book-1","quantity":1}]}' "$1/$id")
  case $code in 2*) echo "$id $(date +%s.%N)" >>/tmp/carts ;; esac
done
touch /tmp/carts-done
) >/dev/null 2>&1 </dev/null &
`;

/** Body and code of each answer, all on one connection. */
const READ = `
url=$1; shift
for id; do printf 'url = "%s/%s"\\n' "$url" "$id"; done | curl -s -m 10 -w ' %{http_code} END' -K -
`;

/** Begins to put carts one after the other for a time; one that fails is not tried again. */
export function startCarts(url: string, seconds: number): void {
  shell(WRITE, 'write', url, `${seconds}`);
}

/** The carts that were acknowledged since the start, when its time is over. */
export async function acknowledgedCarts(patience: number): Promise<AcknowledgedCart[]> {
  const done = () => shell('test -e /tmp/carts-done && echo done; true').trim() === 'done';
  if (!(await eventually(done, patience))) throw new Error('the writing of carts does not end');
  return lines(shell('cat /tmp/carts')).map(acknowledged);
}

/** Those carts that the shop says it does not have; fails where it says nothing about one. */
export function lostCarts(url: string, carts: readonly AcknowledgedCart[]): AcknowledgedCart[] {
  const answers = shell(READ, 'read', url, ...carts.map((cart) => cart.id)).split(' END');
  return carts.filter((cart, i) => {
    const answer = answers[i] ?? '';
    if (!/ (200|404)$/.test(answer)) throw new Error(`no answer about ${cart.id}: ${answer}`);
    return answer.endsWith(' 404') || !answer.includes('"sku"');
  });
}

function acknowledged(line: string): AcknowledgedCart {
  const [id, at] = line.split(' ');
  return { id, at: Number(at) };
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
