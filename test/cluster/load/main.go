// Command load sends a bounded stream of requests to the shop, at a rate that does not wait for answers, and prints
// one JSON document with every request: when, how long, which answer, which error. It runs as a pod in the place of
// the edge. Nothing is retried: an error that a client would have seen is an error here.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

// Result is one request. Times are milliseconds; At counts from the first request.
type Result struct {
	At      float64 `json:"at"`
	Latency float64 `json:"latency"`
	Code    uint16  `json:"code"`
	Error   string  `json:"error,omitempty"`
	ID      string  `json:"id,omitempty"`
}

// Report is what the tests read from the log.
type Report struct {
	Began   time.Time `json:"began"`
	Results []Result  `json:"results"`
}

func main() {
	url := flag.String("url", "", "target; with -orders the base of the order API")
	orders := flag.String("orders", "", "prefix of order ids: places an order with each request")
	rate := flag.Int("rate", 50, "requests a second at the start")
	peak := flag.Int("peak", 0, "requests a second at the middle of the duration; 0 keeps the rate")
	duration := flag.Duration("duration", 30*time.Second, "length of the attack")
	timeout := flag.Duration("timeout", 10*time.Second, "time after which a request is an error")
	keepAlive := flag.Bool("keepalive", true, "reuse connections, as a proxy does")
	flag.Parse()
	if *url == "" || *rate < 1 || *duration > time.Hour {
		log.Fatal("load: -url is needed, -rate of at least 1, -duration of at most an hour")
	}
	targeter := targets(*url, *orders)
	report := Report{Began: time.Now()}
	for _, phase := range phases(*rate, *peak, *duration) {
		for r := range newAttacker(*timeout, *keepAlive).Attack(targeter, phase.pacer, phase.length, "load") {
			report.add(r)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(report); err != nil {
		log.Fatal(err)
	}
}

// newAttacker is needed for each phase: an attacker is stopped for good at the end of its first attack.
func newAttacker(timeout time.Duration, keepAlive bool) *vegeta.Attacker {
	return vegeta.NewAttacker(vegeta.Timeout(timeout), vegeta.KeepAlive(keepAlive), vegeta.MaxWorkers(2000),
		vegeta.Connections(200), vegeta.Redirects(vegeta.NoFollow))
}

type phase struct {
	pacer  vegeta.Pacer
	length time.Duration
}

// phases is a constant rate, or a ramp to the peak and back.
func phases(rate, peak int, duration time.Duration) []phase {
	if peak == 0 {
		return []phase{{vegeta.ConstantPacer{Freq: rate, Per: time.Second}, duration}}
	}
	half := duration / 2
	slope := float64(peak-rate) / half.Seconds()
	return []phase{
		{vegeta.LinearPacer{StartAt: vegeta.Rate{Freq: rate, Per: time.Second}, Slope: slope}, half},
		{vegeta.LinearPacer{StartAt: vegeta.Rate{Freq: peak, Per: time.Second}, Slope: -slope}, half},
	}
}

// targets makes each request; an order carries an id of its own, by which the test finds it again.
func targets(url, prefix string) vegeta.Targeter {
	if prefix == "" {
		return vegeta.NewStaticTargeter(vegeta.Target{Method: http.MethodGet, URL: url})
	}
	header := http.Header{"Content-Type": []string{"application/json"}}
	next := make(chan int)
	go func() {
		for i := 0; ; i++ {
			next <- i
		}
	}()
	return func(t *vegeta.Target) error {
		body := fmt.Sprintf(`{"id":%q,"items":[{"sku":"book-1","quantity":1}]}`, orderID(prefix, <-next))
		*t = vegeta.Target{Method: http.MethodPost, URL: url, Header: header, Body: []byte(body)}
		return nil
	}
}

// orderID is a UUID whose first part names the run and whose last part counts.
func orderID(prefix string, n int) string {
	return fmt.Sprintf("%s-0000-4000-8000-%012d", prefix, n)
}

func (report *Report) add(r *vegeta.Result) {
	result := Result{
		At:      float64(r.Timestamp.Sub(report.Began).Microseconds()) / 1000,
		Latency: float64(r.Latency.Microseconds()) / 1000,
		Code:    r.Code,
		Error:   r.Error,
	}
	var answer struct {
		ID string `json:"id"`
	}
	if r.Code == http.StatusCreated && json.Unmarshal(r.Body, &answer) == nil {
		result.ID = answer.ID
	}
	report.Results = append(report.Results, result)
}
