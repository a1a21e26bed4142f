const form = document.querySelector('#order');
const button = form.querySelector('button');
const status = document.querySelector('#status');
const books = [...form.querySelectorAll('input')];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers that pass by themselves: the service or one of its dependencies is away for a moment. */
const passes = (response) => response.status === 429 || response.status >= 500;

/** Sends until there is an answer that stays. The id makes it one order, however often it is sent. */
async function request(url, options) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, options).catch(() => undefined);
    if (response && !passes(response)) return response;
    if (attempt === 5) throw new Error('The shop cannot be reached. Your order is kept here; please try again.');
    await pause(500 * 2 ** attempt);
  }
}

/** A random UUID; crypto.randomUUID exists on https alone. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((b, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + b.toString(16).padStart(2, '0')).join('');
}

async function place(id, items) {
  status.textContent = 'Placing your order …';
  const placed = await request('/api/orders', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, items }),
  });
  if (!placed.ok) throw new Error(`The order was refused: ${(await placed.json()).error}.`);
  status.textContent = `Order ${id} is accepted.`;
}

async function follow(id) {
  for (let seconds = 0; seconds < 60; seconds++) {
    await pause(1000);
    const found = await request(`/api/orders/${id}`);
    if (found.ok && (await found.json()).status === 'fulfilled') {
      status.textContent = `Order ${id} is on its way.`;
      return;
    }
  }
}

/** Of the order that is in the form now: sent again it is the same one, changed it is another. */
let id = uuid();

form.addEventListener('input', () => {
  id = uuid();
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const items = books.map((book) => ({ sku: book.name, quantity: book.valueAsNumber || 0 })).filter((item) => item.quantity > 0);
  if (items.length === 0) {
    status.textContent = 'Choose at least one book.';
    books[0].focus();
    return;
  }
  button.disabled = true;
  try {
    await place(id, items);
    form.reset();
    const placed = id;
    id = uuid();
    button.disabled = false;
    await follow(placed);
  } catch (error) {
    status.textContent = error.message;
  } finally {
    button.disabled = false;
  }
});
