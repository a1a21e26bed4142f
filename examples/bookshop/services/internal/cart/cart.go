// Package cart keeps shopping carts in Valkey or Redis: one hash a cart, quantity by SKU.
package cart

import (
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"bookshop.example/services/internal/order"
	"bookshop.example/services/internal/settings"
)

var (
	// ErrUnknown is the answer to a question about a cart that is empty or was never there.
	ErrUnknown = errors.New("no such cart")
	// ErrUnavailable wraps what passes by itself.
	ErrUnavailable = errors.New("the cart store is not available")
)

// A cart that nobody changes for this long is forgotten.
const lifetime = 30 * 24 * time.Hour

var validID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// CheckID says what is wrong with the id of a cart.
func CheckID(id string) error {
	if !validID.MatchString(id) {
		return fmt.Errorf("cart id %.40q is not 1 to 64 letters, digits, dashes and underscores", id)
	}
	return nil
}

// Store keeps carts. How much of a crash they survive is the server's setting (appendfsync everysec: a second).
type Store struct{ client *redis.Client }

// NewStore makes a client without connecting. Each wait is 2 s and one retry follows, for the connection that broke
// while it was idle; a connection lives five minutes, so that a new password is used and an old server let go.
func NewStore(cache settings.Cache) *Store {
	return &Store{redis.NewClient(&redis.Options{
		Addr: net.JoinHostPort(cache.Host, strconv.Itoa(cache.Port)),
		CredentialsProviderContext: func(context.Context) (string, string, error) {
			password, err := cache.Password()
			return cache.Username, password, err
		},
		ContextTimeoutEnabled: true,
		DialTimeout:           2 * time.Second,
		ReadTimeout:           2 * time.Second,
		WriteTimeout:          2 * time.Second,
		PoolTimeout:           2 * time.Second,
		DialerRetries:         1,
		MaxRetries:            1,
		PoolSize:              10,
		PipelinePoolSize:      -1,
		ConnMaxLifetime:       5 * time.Minute,
		ConnMaxIdleTime:       2 * time.Minute,
		// A managed service's extension, which a plain server would only refuse at each connect.
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	})}
}

// Close gives the connections back.
func (s *Store) Close() error { return s.client.Close() }

// Put replaces a cart. Without items it is removed.
func (s *Store) Put(ctx context.Context, id string, items []order.Item) error {
	_, err := s.client.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.Del(ctx, key(id))
		if len(items) > 0 {
			tx.HSet(ctx, key(id), fields(items)...)
			tx.Expire(ctx, key(id), lifetime)
		}
		return nil
	})
	return explained(err)
}

// Get is a cart's items in the order of their SKUs.
func (s *Store) Get(ctx context.Context, id string) ([]order.Item, error) {
	found, err := s.client.HGetAll(ctx, key(id)).Result()
	if err != nil {
		return nil, explained(err)
	}
	if len(found) == 0 {
		return nil, ErrUnknown
	}
	items := make([]order.Item, 0, len(found))
	for sku, text := range found {
		quantity, err := strconv.Atoi(text)
		if err != nil {
			return nil, fmt.Errorf("cart %s: quantity of %s: %w", id, sku, err)
		}
		items = append(items, order.Item{SKU: sku, Quantity: quantity})
	}
	slices.SortFunc(items, func(a, b order.Item) int { return strings.Compare(a.SKU, b.SKU) })
	return items, nil
}

func key(id string) string { return "cart:" + id }

func fields(items []order.Item) []any {
	list := make([]any, 0, 2*len(items))
	for _, item := range items {
		list = append(list, item.SKU, item.Quantity)
	}
	return list
}

// Whatever goes wrong between here and the server passes, down to "loading", "read-only replica" and "out of memory".
func explained(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}
