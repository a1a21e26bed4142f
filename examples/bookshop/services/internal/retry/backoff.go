// Package retry waits between attempts.
package retry

import (
	"context"
	"math/rand/v2"
	"time"
)

// Backoff doubles from First to Most. Each wait is cut by up to half at random, so that many pods which lost the same
// server do not come back to it in step.
type Backoff struct {
	First, Most time.Duration
	failures    int
}

// Reset makes the next wait the first one again.
func (b *Backoff) Reset() { b.failures = 0 }

// Next is how long to wait now.
func (b *Backoff) Next() time.Duration {
	wait := b.Most
	if b.failures < 32 {
		wait = min(b.Most, b.First<<b.failures)
		if wait <= 0 {
			wait = b.Most
		}
		b.failures++
	}
	return wait - rand.N(wait/2+1)
}

// Wait sleeps until the next attempt is due; false when ctx ended first.
func (b *Backoff) Wait(ctx context.Context) bool { return Sleep(ctx, b.Next()) }

// Sleep is false when ctx ended before the time was over.
func Sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}
