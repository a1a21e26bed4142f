CREATE TABLE orders (
  id         uuid PRIMARY KEY,
  items      jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Events that the broker has yet to confirm, written in the transaction of their order.
CREATE TABLE outbox (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders,
  sent_at  timestamptz
);
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

-- One row an order, however often its event comes; deliveries counts how often that was.
CREATE TABLE fulfilments (
  order_id     uuid PRIMARY KEY REFERENCES orders,
  units        integer NOT NULL,
  deliveries   integer NOT NULL DEFAULT 1,
  fulfilled_at timestamptz NOT NULL DEFAULT now()
);
