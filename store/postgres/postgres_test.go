package postgres_test

import (
	"testing"

	"github.com/heedhq/heed/store/postgres/pgtest"
	"github.com/heedhq/heed/store/storetest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func TestStore(t *testing.T) { storetest.Run(t, open) }
