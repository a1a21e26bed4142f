package fulfilment

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"strconv"
	"testing"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/order"
	"bookshop.example/services/internal/orderrpc"
	"bookshop.example/services/internal/settings"
)

type findFunc func(id string) (order.Order, error)

func (f findFunc) Find(_ context.Context, id string) (order.Order, error) { return f(id) }

func lookup(t *testing.T, find findFunc) *Orders {
	t.Helper()
	server, err := orderrpc.Listen(0, find, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve()
	t.Cleanup(func() { server.Stop(context.Background()) })
	_, text, err := net.SplitHostPort(server.Addr())
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	orders, err := NewOrders(settings.Service{Host: "127.0.0.1", Port: port})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { orders.Close() })
	return orders
}

func TestTheUnitsOfAnOrderAreAskedForOverTheWire(t *testing.T) {
	orders := lookup(t, func(id string) (order.Order, error) {
		return order.Order{ID: id, Items: []order.Item{{SKU: "emma", Quantity: 2}, {SKU: "ulysses", Quantity: 3}}}, nil
	})
	if units, err := orders.Units(t.Context(), id); err != nil || units != 5 {
		t.Errorf("got %d, %v", units, err)
	}
}

func TestOnlyAnOrderThatDoesNotExistIsPoison(t *testing.T) {
	for fails, poison := range map[error]bool{order.ErrUnknown: true, order.ErrUnavailable: false, errors.New("bug"): false} {
		orders := lookup(t, func(string) (order.Order, error) { return order.Order{}, fails })
		if _, err := orders.Units(t.Context(), id); err == nil || errors.Is(err, broker.ErrPoison) != poison {
			t.Errorf("%v: got %v", fails, err)
		}
	}
}

func TestAnOrderServiceThatIsAwayIsNotPoison(t *testing.T) {
	orders, err := NewOrders(settings.Service{Host: "127.0.0.1", Port: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer orders.Close()
	if _, err := orders.Units(t.Context(), id); err == nil || errors.Is(err, broker.ErrPoison) {
		t.Errorf("got %v", err)
	}
}
