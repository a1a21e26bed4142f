package order

import (
	"strings"
	"testing"
)

func TestIdsAreUUIDsInLowerCase(t *testing.T) {
	if id, err := ParseID("0A1B2C3D-0000-4000-8000-00000000000F"); err != nil || id != "0a1b2c3d-0000-4000-8000-00000000000f" {
		t.Errorf("got %q, %v", id, err)
	}
	for text, want := range map[string]string{
		"":                                       `id "" is not a UUID`,
		"7":                                      `id "7" is not a UUID`,
		"0a1b2c3d-0000-4000-8000-00000000000f\n": `id "0a1b2c3d-0000-4000-8000-00000000000f\n" is not a UUID`,
		strings.Repeat("x", 50):                  `id "` + strings.Repeat("x", 40) + `" is not a UUID`,
	} {
		if _, err := ParseID(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, wanted %s", text, err, want)
		}
	}
}

func TestItemsAreCheckedAndTheMistakeIsNamed(t *testing.T) {
	many := make([]Item, 101)
	for want, items := range map[string][]Item{
		"101 items; at most 100 are taken":                                       many,
		`sku "" is not 1 to 64 letters, digits, dots, dashes and underscores`:    {{"", 1}},
		`sku "a b" is not 1 to 64 letters, digits, dots, dashes and underscores`: {{"a b", 1}},
		`sku "-a" is not 1 to 64 letters, digits, dots, dashes and underscores`:  {{"-a", 1}},
		`sku "book" stands there twice`:                                          {{"book", 1}, {"book", 2}},
		`quantity 0 of "book"; wanted 1 to 1000`:                                 {{"book", 0}},
		`quantity 1001 of "book"; wanted 1 to 1000`:                              {{"book", 1001}},
	} {
		if err := CheckItems(items); err == nil || err.Error() != want {
			t.Errorf("got %v, wanted %s", err, want)
		}
	}
	if err := CheckItems([]Item{{"a", 1}, {"B.2_c-d", 1000}}); err != nil {
		t.Error(err)
	}
}
