#!/usr/bin/env bash
# The same sale on four days: before the listing, under the temporary general license, after the
# footnote 1 rule, and today. Needs `licet` on the path; `make demo` sees to that.
set -euo pipefail
cd "$(dirname "$0")"

echo "==> the first check on a machine takes about a minute: what compares names is compiled once"
for transaction in *.yaml; do
    echo
    echo "==> licet check examples/huawei-2019/$transaction"
    licet check "$transaction"
done
