"""Our own numbers for Prometheus. Hot paths add to plain integers; all else is worked out when somebody asks."""

import msgspec
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

COMMITS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)  # seconds
GROUPS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)  # posts


class Stored(msgspec.Struct, frozen=True):
    """What the database knows, whichever process did it: jobs by status, imports by status."""

    jobs: dict[str, int]
    imports: dict[str, int]


class Metrics:
    """The numbers of this process; made once by the assembly."""

    def __init__(self) -> None:
        self.posts = 0
        self.posts_repeated = 0
        self.posts_refused = 0
        self.deliveries = 0
        self.resyncs = 0
        self.sign_ins_refused = 0
        self.open_sockets = 0
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self.commit_seconds = Histogram(
            "parta_post_commit_seconds",
            "A group of posts from lock to commit",
            buckets=COMMITS,
            registry=self._registry,
        )
        self.group_size = Histogram(
            "parta_post_group_size", "Posts in one transaction", buckets=GROUPS, registry=self._registry
        )

    def text(self, stored: Stored | None) -> bytes:
        """Everything in Prometheus' format; `stored` is None when the database does not answer."""
        own = CollectorRegistry()
        own.register(_Now(self, stored))
        return generate_latest(self._registry) + generate_latest(own)

    def families(self, stored: Stored | None) -> list[Metric]:
        """The numbers kept as integers, as they stand now."""
        posts = CounterMetricFamily("parta_posts", "Messages sent to us, by what became of them", labels=["outcome"])
        for outcome, count in (
            ("accepted", self.posts),
            ("repeated", self.posts_repeated),
            ("refused", self.posts_refused),
        ):
            posts.add_metric([outcome], count)
        families: list[Metric] = [
            posts,
            CounterMetricFamily("parta_deliveries", "Events handed to sockets", value=self.deliveries),
            CounterMetricFamily("parta_resyncs", "Streams a client had to ask anew", value=self.resyncs),
            CounterMetricFamily("parta_sign_ins_refused", "Refused attempts to sign in", value=self.sign_ins_refused),
            GaugeMetricFamily("parta_open_sockets", "Browsers on the line", value=self.open_sockets),
            GaugeMetricFamily("parta_database_answers", "1 when the database answered", value=int(stored is not None)),
        ]
        if stored is not None:
            families += [
                _by("parta_jobs", "Jobs by status (todo waits, failed needs a look)", "status", stored.jobs),
                _by("parta_imports", "Roster imports by status", "status", stored.imports),
            ]
        return families


class _Now:
    def __init__(self, metrics: Metrics, stored: Stored | None) -> None:
        self._metrics, self._stored = metrics, stored

    def collect(self) -> list[Metric]:
        return self._metrics.families(self._stored)


def _by(name: str, help_text: str, label: str, counts: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, help_text, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family
