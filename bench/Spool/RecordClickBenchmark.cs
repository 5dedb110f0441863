using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Spool;
using OneLink.Shared.Clicks;

namespace OneLink.Bench.Spool;

/// <summary>
/// Recording one click: encode, checksum, publish in the mapped segment. <see cref="TouchedPages"/> is what the lane itself
/// does; <see cref="FreshPages"/> adds what the file system does at some million clicks a second: a page fault every 30
/// clicks, a new segment every half million, and <c>fdatasync</c> every 50 ms beside it.
/// </summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "BenchmarkDotNet calls the cleanup.")]
public class RecordClickBenchmark
{
    /// <summary>Fits one segment.</summary>
    private const int Clicks = 400_000;
    private const int PageBytes = 4096;

    private string _folder = "";
    private ClickSpool _spool = null!;
    private SpoolWriter _writer = null!;

    [IterationSetup(Target = nameof(FreshPages))]
    public void Open() => Open(TimeSpan.FromMilliseconds(50));

    [IterationSetup(Target = nameof(TouchedPages))]
    public void OpenAndTouch()
    {
        Open(TimeSpan.FromHours(1));
        Span<byte> room = _spool.Chain(SpoolStream.People, 0).Reserve(60 * 1024 * 1024);
        for (int i = 0; i < room.Length; i += PageBytes)
        {
            room[i] = 0;
        }
    }

    [IterationCleanup]
    public void Close()
    {
        if (_spool.Recorded(ClickKind.Human) != Clicks)
        {
            throw new InvalidOperationException("The spool was full: the figure is that of dropping.");
        }

        _spool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Clicks, Baseline = true)]
    public void TouchedPages() => Record();

    [Benchmark(OperationsPerInvoke = Clicks)]
    public void FreshPages() => Record();

    private void Record()
    {
        for (ulong i = 0; i < Clicks; i++)
        {
            _writer.Record(SampleClick.Of(i));
        }
    }

    private void Open(TimeSpan commitInterval)
    {
        _folder = Directory.CreateTempSubdirectory("onelink-bench-").FullName;
        var options = new SpoolOptions { Folder = _folder, ReserveBytes = 0, CommitInterval = commitInterval };
        _spool = new ClickSpool(options, TimeProvider.System, NullLoggerFactory.Instance);
        _writer = _spool.OpenWriter(0);
    }
}
