package orderapi

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

func TestAPanicIsA500OfItsRequestAlone(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("oops") })
	mux.HandleFunc("/fine", func(http.ResponseWriter, *http.Request) {})
	handler := Recovering(slog.New(slog.DiscardHandler), mux)
	expect(t, handler, "GET", "/panic", "", "500 ")
	expect(t, handler, "GET", "/fine", "", "200 ")
}

func TestRequestsAreMeasuredByRouteAndNotByWhatClientsAskFor(t *testing.T) {
	registry := prometheus.NewRegistry()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/orders/{id}", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) })
	handler := Measured(registry, mux)
	for _, path := range []string{"/api/orders/1", "/api/orders/2", "/wp-login.php", "/.env"} {
		ask(handler, "GET", path, "")
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var series []string
	for _, metric := range families[0].GetMetric() {
		var labels []string
		for _, label := range metric.GetLabel() {
			labels = append(labels, label.GetValue())
		}
		series = append(series, strings.Join(labels, " "))
	}
	if got, want := strings.Join(series, ", "), "GET /api/orders/{id} 404, none 404"; got != want {
		t.Errorf("got %s, wanted %s", got, want)
	}
	if problems, err := testutil.GatherAndLint(registry); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
}
