package lifecycle

import (
	"context"
	"errors"
)

// Task is a loop as a Server: stop ends when no further work is to be taken, cut when work in hand is to be given up.
type Task struct {
	run       func(stop, cut context.Context)
	stop, cut context.Context
	end, kill context.CancelFunc
	done      chan struct{}
	name      string
}

// NewTask makes a Server of a loop that returns soon after stop and at once after cut.
func NewTask(name string, run func(stop, cut context.Context)) *Task {
	t := &Task{run: run, name: name, done: make(chan struct{})}
	t.cut, t.kill = context.WithCancel(context.Background())
	t.stop, t.end = context.WithCancel(t.cut)
	return t
}

func (t *Task) Serve() error {
	defer close(t.done)
	t.run(t.stop, t.cut)
	return nil
}

func (t *Task) Stop(ctx context.Context) error {
	defer t.kill()
	t.end()
	select {
	case <-t.done:
		return nil
	case <-ctx.Done():
		t.kill()
		<-t.done
		return errors.New(t.name + ": work in hand was cut off by the end of the shutdown time")
	}
}
