"""Spark, for what one machine cannot hold: in this process by default, on a cluster with ``--master``."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import narwhals as nw
from py4j.protocol import Py4JError
from pyspark import SparkContext, java_gateway
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import input_file_name
from pyspark.sql.types import DataType, DateType, DecimalType, IntegralType, StringType, StructType, TimestampType

from enveloppes.language.message import say
from enveloppes.ledgers.engines.engine import EngineError, EngineName, Group, Row
from enveloppes.ledgers.expression import FILE, Frame
from enveloppes.ledgers.shapes import Column, Kind, Shape

_HERE = "local[*]"
_TEXT = re.compile(r"\.(?:csv|tsv|txt)(?:\.gz)?$|\.gz$", re.IGNORECASE)
_JOB = "enveloppes"
_LOGGING = Path(__file__).with_name("spark-log4j2.properties")


class SparkEngine:
    """One session; it is stopped when the work is done, as this program started it."""

    name = EngineName.SPARK
    errors: tuple[type[Exception], ...] = (PySparkException, Py4JError)

    def __init__(self, master: str | None) -> None:
        """Start the session on a master whose form was checked; raises EngineError where Java is missing."""
        # What fails is raised here; py4j would write a traceback of its own beside it.
        logging.getLogger("py4j").setLevel(logging.CRITICAL)
        builder = SparkSession.builder.appName(_JOB).master(master or _HERE)
        if master is None:
            builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.driver.host", "localhost")
        with TemporaryFile() as aside:
            try:
                with _errors_to(aside), _interrupts_end_java():
                    self._session = (
                        builder.config("spark.ui.enabled", "false")
                        .config("spark.ui.showConsoleProgress", "false")
                        .config("spark.log.level", "ERROR")
                        .config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile=file:{_LOGGING}")
                        # Overflow and bad casts are errors, and a broken line of a CSV is one even where not read.
                        .config("spark.sql.ansi.enabled", "true")
                        .config("spark.sql.csv.parser.columnPruning.enabled", "false")
                        .getOrCreate()
                    )
            except KeyboardInterrupt:
                _stop_java()
                raise
            except (PySparkException, RuntimeError, OSError) as error:
                aside.seek(0)
                raise EngineError(
                    say(
                        "Spark does not start: {reason}; it needs Java 17 or later, as `java` or under JAVA_HOME",
                        reason=_reason(error, aside.read().decode(errors="replace")),
                    )
                ) from error

    def frame(self, group: Group) -> Frame:
        """Return the lines of a group lazily."""
        paths = [_escaped(f"file://{path.resolve()}") for path in group.paths]
        shape = group.shape
        if shape.separator is None:
            return self._named(self._session.read.parquet(*paths), group.names)
        schema = StructType()
        for index in range(len(shape.headings)):
            schema = schema.add(f"c{index}", StringType())
        lines = self._session.read.csv(
            paths, schema=schema, header=True, sep=shape.separator, quote='"', escape='"', mode="FAILFAST",
            multiLine=shape.multiline, encoding="UTF-8", enforceSchema=True, maxCharsPerColumn=-1,
        )  # fmt: skip
        return self._named(lines, group.names)

    def remote(self, address: str, separator: str | None) -> tuple[Shape, Callable[[Mapping[str, int]], Frame]]:
        """Return the shape of what lies at an address, and how to get its lines."""
        try:
            if _TEXT.search(address):
                lines = self._session.read.csv(
                    address, header=True, sep=separator or ",", quote='"', escape='"', mode="FAILFAST", multiLine=False,
                    encoding="UTF-8", maxCharsPerColumn=-1,
                )  # fmt: skip
                shape = Shape(tuple(lines.columns), separator or ",")
            else:
                lines = self._session.read.parquet(address)
                typed = (_column(field.name, field.dataType) for field in lines.schema.fields)
                shape = Shape(tuple(lines.columns), None, columns=tuple(one for one in typed if one is not None))
        except PySparkException as error:
            raise EngineError(
                say("Spark cannot read {address}: {reason}", address=address, reason=str(error).partition("\n")[0])
            ) from error
        return shape, lambda names: self._named(lines, names)

    def _named(self, lines: DataFrame, names: Mapping[str, int]) -> Frame:
        """Rename by position, so that no heading is ever parsed as an expression."""
        placed = lines.toDF(*(f"c{index}" for index in range(len(lines.columns))))
        columns = [nw.col(f"c{index}").alias(name) for name, index in names.items()]
        return nw.from_native(placed.withColumn(FILE, input_file_name())).select(*columns, nw.col(FILE))

    def rows(self, frame: Frame) -> Sequence[Row]:
        """Evaluate and return the rows."""
        lines: DataFrame = frame.to_native()
        return [row.asDict() for row in lines.collect()]

    def progress(self) -> float | None:
        """Return the part of the tasks of the running stages that is done."""
        tracker = self._session.sparkContext.statusTracker()
        stages = [info for key in tracker.getActiveStageIds() if (info := tracker.getStageInfo(key)) is not None]
        tasks = sum(stage.numTasks for stage in stages)
        return sum(stage.numCompletedTasks for stage in stages) / tasks if tasks else None

    def cancel(self) -> None:
        """Cancel the jobs."""
        self._session.sparkContext.cancelAllJobs()

    def close(self) -> None:
        """Stop the session, and the Java that was started for it: interrupted half-way, it would live on."""
        try:
            self._session.stop()
        finally:
            _stop_java()


def _column(heading: str, held: DataType) -> Column | None:
    if isinstance(held, DecimalType):
        return Column(heading, Kind.DECIMAL, held.precision, held.scale)
    if isinstance(held, IntegralType):
        return Column(heading, Kind.WHOLE)
    if isinstance(held, DateType | TimestampType):
        return Column(heading, Kind.DATE)
    return Column(heading) if isinstance(held, StringType) else None


def _escaped(address: str) -> str:
    """Return an address of which no character is taken for a glob of Hadoop."""
    return re.sub(r"([*?\[\]{}])", r"\\\1", address)


def _stop_java() -> None:
    """End the Java that this process started, so that a later session starts one of its own."""
    gateway = SparkContext._gateway  # noqa: SLF001 - nobody else knows the process
    process = getattr(gateway, "proc", None)
    if gateway is not None and process is not None:
        gateway.shutdown()
        process.kill()
        process.wait()
        SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - as PySpark itself begins


@contextmanager
def _interrupts_end_java() -> Iterator[None]:
    """Let Ctrl-C end the Java that is starting, and stop then: raised in between, it would leave a Java behind.

    PySpark keeps the process to itself until it answers; so it is noted where PySpark starts it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    started: list[subprocess.Popen[bytes]] = []

    def stop(number: int, _frame: object) -> None:
        heard.append(number)
        for process in started:
            process.kill()

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - passed on as they are
            super().__init__(*arguments, **options)
            started.append(self)
            if heard:
                self.kill()

    usual = signal.signal(signal.SIGINT, stop)
    vars(java_gateway)["Popen"] = Noted
    try:
        yield
    except Exception:
        if heard:
            raise KeyboardInterrupt from None
        raise
    finally:
        vars(java_gateway)["Popen"] = subprocess.Popen
        signal.signal(signal.SIGINT, usual)
    if heard:
        raise KeyboardInterrupt


@contextmanager
def _errors_to(aside: IO[bytes]) -> Iterator[None]:
    """Send what is written to the standard error elsewhere while Java starts, which chats there and inherits it."""
    sys.stderr.flush()
    usual = os.dup(2)
    os.dup2(aside.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(usual, 2)
        os.close(usual)


def _reason(error: Exception, said_by_java: str) -> str:
    """Return why Java did not start, in its own words where it had any."""
    told = [line for line in said_by_java.splitlines() if "Exception" in line or line.startswith("Error")]
    return (told[0] if told else str(error).partition("\n")[0]).rstrip(".;")
