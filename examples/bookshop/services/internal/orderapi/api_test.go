package orderapi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bookshop.example/services/internal/cart"
	"bookshop.example/services/internal/order"
)

const id = "11111111-1111-4111-8111-111111111111"

// fakes keep in memory, or fail with the error that they are given.
type fakes struct {
	orders map[string]order.Order
	carts  map[string][]order.Item
	fails  error
	placed int
}

func (f *fakes) Place(_ context.Context, wanted order.Order) (order.Order, bool, error) {
	if f.fails != nil {
		return order.Order{}, false, f.fails
	}
	if kept, ok := f.orders[wanted.ID]; ok {
		return kept, false, nil
	}
	wanted.Status = order.Accepted
	f.orders[wanted.ID] = wanted
	return wanted, true, nil
}

func (f *fakes) Find(_ context.Context, id string) (order.Order, error) {
	if kept, ok := f.orders[id]; ok {
		return kept, f.fails
	}
	return order.Order{}, errors.Join(f.fails, order.ErrUnknown)
}

func (f *fakes) Put(_ context.Context, id string, items []order.Item) error {
	f.carts[id] = items
	return f.fails
}

func (f *fakes) Get(_ context.Context, id string) ([]order.Item, error) {
	if items, ok := f.carts[id]; ok {
		return items, f.fails
	}
	return nil, errors.Join(f.fails, cart.ErrUnknown)
}

func api(fails error) (*fakes, http.Handler) {
	f := &fakes{orders: map[string]order.Order{}, carts: map[string][]order.Item{}, fails: fails}
	mux := http.NewServeMux()
	(&API{Orders: f, Carts: f, Placed: func() { f.placed++ }, Log: slog.New(slog.DiscardHandler)}).Serve(mux)
	return f, mux
}

// ask sends one request and gives status and body as one line.
func ask(handler http.Handler, method, path, body string) (string, http.Header) {
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(method, path, strings.NewReader(body)))
	return fmt.Sprintf("%d %s", answer.Code, strings.TrimSpace(answer.Body.String())), answer.Header()
}

func expect(t *testing.T, handler http.Handler, method, path, body, want string) {
	t.Helper()
	if got, _ := ask(handler, method, path, body); got != want {
		t.Errorf("%s %s %.60s\ngot    %s\nwanted %s", method, path, body, got, want)
	}
}

func TestAnOrderIsCreatedOnceHoweverOftenItIsSent(t *testing.T) {
	f, handler := api(nil)
	const body = `{"id":"` + id + `","items":[{"sku":"emma","quantity":2}]}`
	const kept = `{"id":"` + id + `","status":"accepted","items":[{"sku":"emma","quantity":2}]}`
	expect(t, handler, "POST", "/api/orders", body, "201 "+kept)
	expect(t, handler, "POST", "/api/orders", body, "200 "+kept)
	expect(t, handler, "GET", "/api/orders/"+id, "", "200 "+kept)
	if f.placed != 1 {
		t.Errorf("the relay was woken %d times, wanted once", f.placed)
	}
}

func TestBadInputIsRefusedInWordsAndNothingIsKept(t *testing.T) {
	f, handler := api(nil)
	refused := func(method, path, body, why string) {
		t.Helper()
		expect(t, handler, method, path, body, `400 {"error":"`+why+`"}`)
	}
	order := func(body, why string) { t.Helper(); refused("POST", "/api/orders", body, why) }
	order(``, `the body is not the JSON that is wanted: EOF`)
	order(`[]`, `the body is not the JSON that is wanted: json: cannot unmarshal array into Go value of type order.Order`)
	order(`{"price":1}`, `the body is not the JSON that is wanted: json: unknown field \"price\"`)
	order(`{"id":"`+id+`","items":[{"sku":"a","quantity":1}]} {}`, `the body is not the JSON that is wanted: more than one value`)
	order(`{"id":"7"}`, `id \"7\" is not a UUID`)
	order(`{"id":"`+id+`","status":"fulfilled"}`, `status is not for the customer to set`)
	order(`{"id":"`+id+`","items":[]}`, `an order has at least one item`)
	order(`{"id":"`+id+`","items":[{"sku":"a","quantity":-1}]}`, `quantity -1 of \"a\"; wanted 1 to 1000`)
	refused("GET", "/api/orders/7", "", `id \"7\" is not a UUID`)
	refused("GET", "/api/carts/a.b", "", `cart id \"a.b\" is not 1 to 64 letters, digits, dashes and underscores`)
	refused("PUT", "/api/carts/a.b", "{}", `cart id \"a.b\" is not 1 to 64 letters, digits, dashes and underscores`)
	refused("PUT", "/api/carts/a", `{}`, `items is missing; an empty list removes the cart`)
	refused("PUT", "/api/carts/a", `{"items":[{"sku":"","quantity":1}]}`, `sku \"\" is not 1 to 64 letters, digits, dots, dashes and underscores`)
	if len(f.orders)+len(f.carts)+f.placed > 0 {
		t.Errorf("something was kept: %+v", f)
	}
}

func TestADependencyThatIsAwayIsLoggedOnceASecond(t *testing.T) {
	var notes occasionally
	due := 0
	for ms := range 3000 {
		if notes.due(time.UnixMilli(1_700_000_000_000 + int64(ms))) {
			due++
		}
	}
	if due != 3 {
		t.Errorf("%d lines in three seconds", due)
	}
}

func TestABodyIsReadNoFurtherThanTheLimit(t *testing.T) {
	_, handler := api(nil)
	body := `{"id":"` + strings.Repeat("x", 64<<10) + `"}`
	expect(t, handler, "POST", "/api/orders", body, `413 {"error":"the body is larger than 64 KiB"}`)
}

func TestCartsAreReplacedAndRead(t *testing.T) {
	_, handler := api(nil)
	expect(t, handler, "GET", "/api/carts/a", "", `404 {"error":"no such cart"}`)
	expect(t, handler, "PUT", "/api/carts/a", `{"items":[{"sku":"emma","quantity":1}]}`, `200 {"id":"a","items":[{"sku":"emma","quantity":1}]}`)
	expect(t, handler, "GET", "/api/carts/a", "", `200 {"id":"a","items":[{"sku":"emma","quantity":1}]}`)
}

func TestWhatGoesWrongHasItsStatusAndOursIsNotTold(t *testing.T) {
	const body = `{"id":"` + id + `","items":[{"sku":"emma","quantity":2}]}`
	for _, c := range []struct {
		fails error
		want  string
		retry string
	}{
		{fmt.Errorf("%w: dial tcp 10.0.0.1: secret", order.ErrUnavailable), `503 {"error":"try again in two seconds"}`, "2"},
		{fmt.Errorf("%w: dial tcp 10.0.0.1: secret", cart.ErrUnavailable), `503 {"error":"try again in two seconds"}`, "2"},
		{order.ErrTaken, `409 {"error":"another order has this id"}`, ""},
		{errors.New("syntax error in secret"), `500 {"error":"the request could not be answered"}`, ""},
	} {
		f, handler := api(c.fails)
		got, header := ask(handler, "POST", "/api/orders", body)
		if got != c.want || header.Get("Retry-After") != c.retry {
			t.Errorf("%v: got %s, Retry-After %q", c.fails, got, header.Get("Retry-After"))
		}
		if f.placed != 0 {
			t.Error("the relay was woken for an order that was not placed")
		}
	}
	_, handler := api(nil)
	expect(t, handler, "GET", "/api/orders/"+id, "", `404 {"error":"no such order"}`)
}
