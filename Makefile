# make demo    set up, build, and issue the example papers into out/
# make test    set up, build, and pass every test
# make test-slurm  one run over many processes: on a Slurm cluster started for the test, and with GNU parallel
# make accept  write what comes of the feature or broken form FEATURE=name, or of all, as its expectation, and say what changed
# make lint    the formatter's rules
# make bench   measure this machine (Documentation/performance.md)

.PHONY: demo test test-slurm accept lint bench setup setup-tests build clean

demo: build
	scripts/demo

test: setup-tests
	swift build --build-tests
	swift test --skip-build

test-slurm: setup-tests
	swift build --product shosho
	scripts/test-slurm .build/debug/shosho

accept:
	SHOSHO_ACCEPT=$(or $(FEATURE),all) swift test --filter FeatureTests

lint:
	scripts/lint

bench: setup
	scripts/bench

build: setup
	swift build -c release --product shosho

setup:
	scripts/setup

setup-tests:
	scripts/setup --tests

clean:
	rm -rf .build Benchmarks/.build out .venv
