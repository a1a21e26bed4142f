package integration

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/settings"
)

func messages(n int) []broker.Message {
	batch := make([]broker.Message, n)
	for i := range batch {
		batch[i] = broker.Message{ID: strconv.Itoa(i), Body: []byte(strconv.Itoa(i))}
	}
	return batch
}

func publish(t *testing.T, b settings.Broker, n int) {
	t.Helper()
	publisher := broker.NewPublisher(b, "test")
	defer publisher.Close()
	if confirmed, err := publisher.Publish(t.Context(), messages(n)); err != nil || len(confirmed) != n {
		t.Fatalf("%d confirmed, %v", len(confirmed), err)
	}
}

// seen notes what a handler got.
type seen struct {
	sync.Mutex
	bodies []string
}

func (s *seen) add(body []byte) {
	s.Lock()
	defer s.Unlock()
	s.bodies = append(s.bodies, string(body))
}
func (s *seen) count() int { s.Lock(); defer s.Unlock(); return len(s.bodies) }

// consuming runs a consumer until the returned function is called, which waits for its end.
func consuming(t *testing.T, b settings.Broker, handle broker.Handler) (end func()) {
	t.Helper()
	consumer := &broker.Consumer{
		Settings: b, Program: "test", Workers: 2, Handle: handle, Connected: func(bool) {}, Log: quiet,
	}
	stop, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		consumer.Run(stop, t.Context())
		close(done)
	}()
	end = func() { cancel(); <-done }
	t.Cleanup(end)
	return end
}

func TestEveryMessageIsHandledOnceAndPoisonIsMovedAside(t *testing.T) {
	b, admin := queue(t)
	publish(t, b, 50)
	got := &seen{}
	end := consuming(t, b, func(_ context.Context, body []byte, _ bool) error {
		got.add(body)
		if string(body) == "7" {
			return fmt.Errorf("%w: seven", broker.ErrPoison)
		}
		return nil
	})
	eventually(t, "all handled", 10*time.Second, func() bool { return got.count() == 50 })
	end()
	slices.Sort(got.bodies)
	if len(slices.Compact(got.bodies)) != 50 {
		t.Errorf("handled: %v", got.bodies)
	}
	channel := must(admin.Channel())
	var body []byte
	eventually(t, "in the dead queue", 10*time.Second, func() bool {
		message, ok, err := channel.Get(b.Queue+".dead", true)
		body = message.Body
		return err == nil && ok
	})
	if string(body) != "7" {
		t.Errorf("the dead queue has %q", body)
	}
	if left := must(channel.QueueDeclarePassive(b.Queue, true, false, false, false, nil)).Messages; left != 0 {
		t.Errorf("%d messages are left", left)
	}
}

func TestAMessageThatWasNotHandledComesAgain(t *testing.T) {
	b, _ := queue(t)
	publish(t, b, 1)
	first := &seen{}
	end := consuming(t, b, func(_ context.Context, body []byte, _ bool) error {
		first.add(body)
		return errors.New("gave up")
	})
	eventually(t, "delivered", 10*time.Second, func() bool { return first.count() == 1 })
	end()
	again := make(chan bool, 1)
	consuming(t, b, func(_ context.Context, _ []byte, redelivered bool) error { again <- redelivered; return nil })
	select {
	case redelivered := <-again:
		if !redelivered {
			t.Error("it does not say that it is redelivered")
		}
	case <-time.After(10 * time.Second):
		t.Error("it never came again")
	}
}

func TestAtTheStopWhatWasFetchedIsFinishedAndNothingElseIsTaken(t *testing.T) {
	b, admin := queue(t)
	publish(t, b, 20)
	got := &seen{}
	leave := make(chan struct{})
	end := consuming(t, b, func(_ context.Context, body []byte, _ bool) error {
		<-leave
		got.add(body)
		return nil
	})
	channel := must(admin.Channel())
	waiting := func() int { return must(channel.QueueDeclarePassive(b.Queue, true, false, false, false, nil)).Messages }
	eventually(t, "four fetched", 10*time.Second, func() bool { return waiting() == 16 })
	time.AfterFunc(300*time.Millisecond, func() { close(leave) })
	end()
	if got.count() != 4 {
		t.Errorf("%d were handled, wanted the 4 that were fetched", got.count())
	}
	eventually(t, "16 left", 5*time.Second, func() bool { return waiting() == 16 })
}

func TestAMessageThatNoQueueTakesIsNotConfirmedAndTheNextPublishMakesTheQueue(t *testing.T) {
	b, admin := queue(t)
	publisher := broker.NewPublisher(b, "test")
	defer publisher.Close()
	if _, err := publisher.Publish(t.Context(), messages(1)); err != nil {
		t.Fatal(err)
	}
	must(must(admin.Channel()).QueueDelete(b.Queue, false, false, false))
	confirmed, err := publisher.Publish(t.Context(), messages(3))
	const want = "broker: 0 of 3 messages confirmed: a message came back: NO_ROUTE"
	if len(confirmed) != 0 || err == nil || err.Error() != want {
		t.Errorf("%v, %v", confirmed, err)
	}
	if confirmed, err = publisher.Publish(t.Context(), messages(3)); err != nil || len(confirmed) != 3 {
		t.Errorf("the next: %v, %v", confirmed, err)
	}
}

func TestABrokerThatIsAwayIsAnErrorOfThePublishInBoundedTime(t *testing.T) {
	b, _ := queue(t)
	b.Port = 1
	began := time.Now()
	if confirmed, err := broker.NewPublisher(b, "test").Publish(t.Context(), messages(1)); err == nil || len(confirmed) != 0 {
		t.Errorf("%v, %v", confirmed, err)
	}
	if took := time.Since(began); took > 4*time.Second {
		t.Errorf("it took %v", took)
	}
}
