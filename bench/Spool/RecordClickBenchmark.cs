using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Spool;
using OneLink.Shared.Clicks;

namespace OneLink.Bench.Spool;

/// <summary>
/// Recording one click: encode, checksum, publish in the mapped segment. With everything that comes with it over time: new
/// segments, page faults, and the committer's <c>fdatasync</c> every 50 ms beside it.
/// </summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "BenchmarkDotNet calls the cleanup.")]
public class RecordClickBenchmark
{
    private const int Clicks = 100_000;

    private string _folder = "";
    private ClickSpool _spool = null!;
    private SpoolWriter _writer = null!;
    private ulong _number;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("onelink-bench-").FullName;
        _spool = new ClickSpool(new SpoolOptions { Folder = _folder, ReserveBytes = 0 }, TimeProvider.System, NullLoggerFactory.Instance);
        _writer = _spool.OpenWriter(0);
    }

    [GlobalCleanup]
    public void Close()
    {
        if (_spool.Dropped(ClickKind.Human) > 0)
        {
            throw new InvalidOperationException("The spool was full: the figure is that of dropping.");
        }

        _spool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Clicks)]
    public long Record()
    {
        for (int i = 0; i < Clicks; i++)
        {
            _writer.Record(SampleClick.Of(_number++));
        }

        // As the shipper does behind a batch.
        SpoolChain chain = _spool.Chain(SpoolStream.People, 0);
        chain.Trim(new SpoolPosition(ulong.MaxValue, 0));
        return _spool.Recorded(ClickKind.Human);
    }
}
