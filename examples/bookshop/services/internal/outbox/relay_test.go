package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"bookshop.example/services/internal/broker"
)

// table is an outbox in memory.
type table struct {
	sync.Mutex
	unsent []Event
	pruned int
	asked  int
}

func (s *table) Forward(ctx context.Context, most int, send Send) (int, error) {
	s.Lock()
	defer s.Unlock()
	s.asked++
	batch := slices.Clone(s.unsent[:min(most, len(s.unsent))])
	if len(batch) == 0 {
		return 0, nil
	}
	confirmed, err := send(ctx, batch)
	s.unsent = slices.DeleteFunc(s.unsent, func(e Event) bool { return slices.Contains(confirmed, e.ID) })
	return len(confirmed), err
}

func (s *table) Prune(context.Context) error { s.pruned++; return nil }

// commit is what another part of the shop does.
func (s *table) commit(events []Event) { s.Lock(); defer s.Unlock(); s.unsent = events }

// queue takes messages, except that it refuses the next few.
type queue struct {
	sync.Mutex
	bodies  []string
	refuses int
}

func (q *queue) Publish(_ context.Context, batch []broker.Message) (confirmed []string, err error) {
	q.Lock()
	defer q.Unlock()
	for _, message := range batch {
		if q.refuses > 0 {
			q.refuses--
			err = errors.New("refused")
			continue
		}
		q.bodies = append(q.bodies, string(message.Body))
		confirmed = append(confirmed, message.ID)
	}
	return confirmed, err
}

func (q *queue) got() string { q.Lock(); defer q.Unlock(); return strings.Join(q.bodies, " ") }

func events(n int) []Event {
	list := make([]Event, n)
	for i := range list {
		list[i] = Event{ID: int64(i + 1), OrderID: fmt.Sprintf("order-%d", i+1)}
	}
	return list
}

// running runs a relay for a while of the bubble's time.
func running(t *testing.T, source *table, to *queue, during func(*Relay)) (sent int) {
	t.Helper()
	relay := NewRelay(source, to, func(events int) { sent += events }, slog.New(slog.DiscardHandler))
	stop, end := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		relay.Run(stop, t.Context())
		close(done)
	}()
	synctest.Wait()
	during(relay)
	end()
	<-done
	return sent
}

func TestEventsOfABackLogAreSentInOrderAndWithoutPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, to := &table{unsent: events(250)}, &queue{}
		sent := running(t, source, to, func(*Relay) {
			if len(to.bodies) != 250 {
				t.Errorf("%d were sent at once", len(to.bodies))
			}
		})
		if sent != 250 || to.bodies[0] != `{"orderId":"order-1"}` || to.bodies[249] != `{"orderId":"order-250"}` {
			t.Errorf("%d sent, first %s", sent, to.bodies[0])
		}
	})
}

func TestAnEventThatWasNotConfirmedIsSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, to := &table{unsent: events(3)}, &queue{refuses: 2}
		running(t, source, to, func(*Relay) {
			if got := to.got(); got != `{"orderId":"order-3"}` {
				t.Errorf("at first: %s", got)
			}
			time.Sleep(time.Second)
		})
		if len(source.unsent) != 0 {
			t.Errorf("left: %v", source.unsent)
		}
		if got, want := to.got(), `{"orderId":"order-3"} {"orderId":"order-1"} {"orderId":"order-2"}`; got != want {
			t.Errorf("got %s, wanted %s", got, want)
		}
	})
}

func TestABrokerThatStaysAwayIsAskedLessAndLess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, to := &table{unsent: events(1)}, &queue{refuses: 1 << 30}
		running(t, source, to, func(*Relay) { time.Sleep(time.Minute) })
		if source.asked < 12 || source.asked > 30 {
			t.Errorf("%d attempts in a minute, wanted about one in 2.5 to 5 seconds", source.asked)
		}
	})
}

func TestAPlacedOrderIsSentAtOnceAndAnotherReplicasWithinASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, to := &table{}, &queue{}
		running(t, source, to, func(relay *Relay) {
			source.commit(events(1))
			relay.Placed()
			relay.Placed()
			synctest.Wait()
			if got := to.got(); got != `{"orderId":"order-1"}` {
				t.Errorf("at once: %s", got)
			}
			source.commit(events(1))
			time.Sleep(pollEvery)
			synctest.Wait()
			if got := to.got(); got != `{"orderId":"order-1"} {"orderId":"order-1"}` {
				t.Errorf("after a second: %s", got)
			}
		})
	})
}

func TestWhatTheServersAcceptedLastIsSentBeforeTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, to := &table{}, &queue{}
		running(t, source, to, func(*Relay) { source.commit(events(1)) })
		if len(to.bodies) != 1 {
			t.Errorf("sent: %v", to.bodies)
		}
	})
}

func TestSentEventsArePrunedEachHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &table{}
		running(t, source, &queue{}, func(*Relay) { time.Sleep(2*time.Hour + time.Minute) })
		if source.pruned != 2 {
			t.Errorf("pruned %d times in two hours", source.pruned)
		}
	})
}
