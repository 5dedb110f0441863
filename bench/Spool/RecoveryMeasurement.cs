using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Spool;

namespace OneLink.Bench.Spool;

/// <summary>
/// How long an edge takes over ten million clicks that an earlier process left: from opening the spool to the first batch
/// in hand, and to the last. The segments are copied while their writer still has them open, as a kill leaves them.
/// </summary>
internal static class RecoveryMeasurement
{
    private const ulong Records = 10_000_000;
    private const int FirstBatch = 20_000;
    private const int Rounds = 5;

    public static int Run()
    {
        string written = Directory.CreateTempSubdirectory("onelink-bench-").FullName;
        string left = Directory.CreateTempSubdirectory("onelink-bench-").FullName;
        try
        {
            Say($"{Records} clicks in {Leave(written, left) / 1024 / 1024} MiB of segments");
            bool isWhole = true;
            for (int round = 0; round < Rounds; round++)
            {
                isWhole &= Recover(left);
            }

            return isWhole ? 0 : 1;
        }
        finally
        {
            Directory.Delete(written, recursive: true);
            Directory.Delete(left, recursive: true);
        }
    }

    private static long Leave(string written, string left)
    {
        using ClickSpool spool = Open(written);
        SpoolWriter writer = spool.OpenWriter(0);
        for (ulong i = 0; i < Records; i++)
        {
            writer.Record(SampleClick.Of(i));
        }

        long bytes = 0;
        foreach (string path in Directory.EnumerateFiles(written))
        {
            File.Copy(path, Path.Combine(left, Path.GetFileName(path)));
            bytes += new FileInfo(path).Length;
        }

        return bytes;
    }

    private static bool Recover(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        using ClickSpool spool = Open(folder);
        double opened = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var reader = new SpoolReader(spool.Chains.First(), default);
        var first = new Counter(FirstBatch);
        reader.Read(first);
        double batch = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var rest = new Counter(long.MaxValue);
        reader.Read(rest);
        Say($"opened in {opened:F0} ms, the first {first.Count} clicks read after {batch:F0} ms, all {first.Count + rest.Count} after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        return (ulong)(first.Count + rest.Count) == Records;
    }

    private static ClickSpool Open(string folder)
        => new(new SpoolOptions { Folder = folder, ReserveBytes = 0 }, TimeProvider.System, NullLoggerFactory.Instance);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Counter(long most) : IFrameSink
    {
        public long Count { get; private set; }

        public bool IsFull => Count >= most;

        public void Add(ReadOnlySpan<byte> payload) => Count++;
    }
}
