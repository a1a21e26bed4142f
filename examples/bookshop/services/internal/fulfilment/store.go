// Package fulfilment turns placed orders into parcels, each once, however often the broker delivers its event.
package fulfilment

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"bookshop.example/services/internal/broker"
)

// Store keeps fulfilments in PostgreSQL.
type Store struct{ pool *pgxpool.Pool }

// NewStore keeps fulfilments in the database of the pool.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool} }

// The primary key admits one row an order; a further delivery is only counted. One statement, so one transaction.
const fulfil = `
INSERT INTO fulfilments (order_id, units) VALUES ($1, $2)
ON CONFLICT (order_id) DO UPDATE SET deliveries = fulfilments.deliveries + 1
RETURNING deliveries`

// Fulfil keeps the fulfilment of an order and returns, after the commit, how often its event has come.
func (s *Store) Fulfil(ctx context.Context, orderID string, units int) (deliveries int, err error) {
	err = s.pool.QueryRow(ctx, fulfil, orderID, units).Scan(&deliveries)
	const foreignKeyViolation = "23503"
	if answer := (*pgconn.PgError)(nil); errors.As(err, &answer) && answer.Code == foreignKeyViolation {
		return 0, fmt.Errorf("%w: there is no order %s", broker.ErrPoison, orderID)
	}
	return deliveries, err
}
