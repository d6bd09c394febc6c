package sqlite_test

import (
	"testing"

	"github.com/heedhq/heed/store/storetest"
)

func TestStore(t *testing.T) { storetest.Run(t, open) }
