# make demo    set up, build, and issue the example papers into out/
# make test    set up, build, and pass every test
# make test-slurm  one run over many processes: on a Slurm cluster started for the test, and with GNU parallel
# make test-night  one night of Deploy/night: killed in the middle, mended, run again
# make test-faults  kills and failing calls at 2,000 random points of batch, supersede, void, reissue, plan and merge, in ten minutes at most
# make install PREFIX=/usr/local    command, home, manual pages, completions, documentation
# make deb       the Debian package, into out/
# make test-package  the Debian package in clean roots of Debian 12 and 13: judged, installed, the demo run, the papers compared (root, a mirror)
# make accept  write what comes of the feature or broken form FEATURE=name, or of all, as its expectation, and say what changed
# make golden  write the digests of the examples' papers as those of the format number
# make lint    the formatter's rules
# make bench   measure this machine (Documentation/performance.md)
# make bench-check  instructions a document against Benchmarks/thresholds.json
# make bench-peers  the same papers by Typst, WeasyPrint and ReportLab beside ours (PyPI)

.PHONY: demo test test-slurm test-night test-faults test-package install deb static accept golden lint bench bench-check bench-peers setup setup-tests setup-package \
	build clean

demo: build
	scripts/demo

# Optimized, as it is shipped, with the internals that tests look at: most tests start the command, and this halves their time. In a folder
# of its own, so that neither the demo nor an unoptimized `swift test` of one suite builds it anew.
TESTED = -c release -Xswiftc -enable-testing --scratch-path .build-tests

test: setup-tests
	swift build $(TESTED) --build-tests
	swift test $(TESTED) --skip-build

test-slurm: setup-tests
	swift build $(TESTED) --product shosho
	scripts/test-slurm .build-tests/release/shosho

test-night: setup-tests
	swift build $(TESTED) --product shosho
	scripts/check-night .build-tests/release/shosho

test-faults: setup-tests
	swift build $(TESTED) --product shosho
	scripts/test-faults .build-tests/release/shosho

PREFIX ?= /usr/local

install: static
	DESTDIR="$(DESTDIR)" scripts/install .build-static/release/shosho "$(PREFIX)"

deb: setup-package static
	rm -f out/shosho_*.deb
	scripts/deb .build-static/release/shosho out

test-package: setup-tests deb
	scripts/test-package out/shosho_*.deb

# Swift's libraries inside the executable: what is installed needs none of the toolchain. Nothing in it names the folder that it was built in.
STATIC = -c release --static-swift-stdlib --scratch-path .build-static \
	-Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)=/shosho" -Xcc "-ffile-prefix-map=$(CURDIR)=/shosho"

static: setup
	swift build $(STATIC) --product shosho

accept:
	SHOSHO_ACCEPT=$(or $(FEATURE),all) swift test --filter FeatureTests

golden:
	SHOSHO_ACCEPT_GOLDEN=1 swift test --filter GoldenTests

lint:
	scripts/lint

bench: setup
	scripts/bench

bench-check: setup-tests
	swift build $(TESTED) --product shosho
	scripts/bench --check .build-tests/release/shosho

bench-peers: setup
	scripts/bench-peers

build: setup
	swift build -c release --product shosho

setup:
	scripts/setup

setup-tests:
	scripts/setup --tests

setup-package:
	scripts/setup --package

clean:
	rm -rf .build .build-tests .build-static Benchmarks/.build Benchmarks/peers/.venv out trial .venv
