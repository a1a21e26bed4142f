// Package order knows what an order is and keeps orders.
package order

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Status of an order.
type Status string

const (
	// Accepted orders are on disk and will be fulfilled.
	Accepted Status = "accepted"
	// Fulfilled orders have been through the worker.
	Fulfilled Status = "fulfilled"
)

var (
	// ErrUnknown is the answer to a question about an order that was never placed.
	ErrUnknown = errors.New("no such order")
	// ErrTaken is the answer to an order whose id another order has.
	ErrTaken = errors.New("another order has this id")
	// ErrUnavailable wraps what passes by itself: the caller may try again.
	ErrUnavailable = errors.New("the database is not available")
)

// Item is a number of copies of one book.
type Item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

// Order is what a customer wants.
type Order struct {
	ID     string `json:"id"`
	Status Status `json:"status,omitempty"`
	Items  []Item `json:"items"`
}

const (
	mostItems    = 100
	mostQuantity = 1000
)

var (
	uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	sku  = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
)

// ParseID checks an order's id and gives the form in which it is kept.
func ParseID(text string) (string, error) {
	id := strings.ToLower(text)
	if !uuid.MatchString(id) {
		return "", fmt.Errorf("id %.40q is not a UUID", text)
	}
	return id, nil
}

// CheckItems says what is wrong with the items of an order or of a cart.
func CheckItems(items []Item) error {
	if len(items) > mostItems {
		return fmt.Errorf("%d items; at most %d are taken", len(items), mostItems)
	}
	seen := map[string]bool{}
	for _, item := range items {
		switch {
		case !sku.MatchString(item.SKU):
			return fmt.Errorf("sku %.80q is not 1 to 64 letters, digits, dots, dashes and underscores", item.SKU)
		case seen[item.SKU]:
			return fmt.Errorf("sku %q stands there twice", item.SKU)
		case item.Quantity < 1 || item.Quantity > mostQuantity:
			return fmt.Errorf("quantity %d of %q; wanted 1 to %d", item.Quantity, item.SKU, mostQuantity)
		}
		seen[item.SKU] = true
	}
	return nil
}
