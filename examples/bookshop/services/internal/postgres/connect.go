// Package postgres connects, and says which errors pass by themselves.
package postgres

import (
	"context"
	"net"
	"net/url"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"bookshop.example/services/internal/settings"
)

// NewPool makes a pool without connecting: a process starts although its database is down.
//
// A connection lives five minutes (and up to one more, so that they don't all end at once): after a fail-over or a new
// password, no old one is left for longer. Of the idle ones all but one are given back to the server after two minutes.
func NewPool(db settings.Database, program string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(address(db, program))
	if err != nil {
		return nil, err
	}
	config.ConnConfig.DialFunc = dialer.DialContext
	config.BeforeConnect = withPassword(db)
	config.MaxConns = int32(db.PoolSize)
	config.MinConns = 1
	config.MaxConnLifetime = 5 * time.Minute
	config.MaxConnLifetimeJitter = time.Minute
	config.MaxConnIdleTime = 2 * time.Minute
	config.HealthCheckPeriod = 15 * time.Second
	return pgxpool.NewWithConfig(context.Background(), config)
}

// Connect opens a single connection.
func Connect(ctx context.Context, db settings.Database, program string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(address(db, program))
	if err != nil {
		return nil, err
	}
	config.DialFunc = dialer.DialContext
	if err := withPassword(db)(ctx, config); err != nil {
		return nil, err
	}
	return pgx.ConnectConfig(ctx, config)
}

// Close gives the connections back. A server that does not answer is not waited for: the process is about to end.
func Close(pool *pgxpool.Pool) {
	closed := make(chan struct{})
	go func() {
		pool.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(closeTimeout):
	}
}

const closeTimeout = 2 * time.Second

// A server that vanished with its node sends nothing more: idle connections to it are found dead after 15 + 3 × 5 s.
var dialer = net.Dialer{Timeout: 3 * time.Second, KeepAliveConfig: net.KeepAliveConfig{
	Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3,
}}

func address(db settings.Database, program string) string {
	options := url.Values{"sslmode": {db.SSLMode}, "application_name": {program}, "connect_timeout": {"3"}}
	return (&url.URL{
		Scheme:   "postgres",
		User:     url.User(db.Username),
		Host:     net.JoinHostPort(db.Host, strconv.Itoa(db.Port)),
		Path:     db.Database,
		RawQuery: options.Encode(),
	}).String()
}

func withPassword(db settings.Database) func(context.Context, *pgx.ConnConfig) error {
	return func(_ context.Context, config *pgx.ConnConfig) (err error) {
		config.Password, err = db.Password()
		return err
	}
}
