package postgres_test

import (
	"testing"

	"github.com/heedhq/heed/store/postgres/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }
