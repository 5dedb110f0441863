using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Limits;
using OneLink.Shared.Feed;

namespace OneLink.Bench.Limits;

/// <summary>What a link's limit adds to a redirect: a click of one link, of one of 10,000 links, and of one that has none left.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "BenchmarkDotNet calls GlobalCleanup.")]
public class ClickLimitsBenchmark
{
    private const int Links = 10_000;
    private const int Draws = 4_096;
    private const int Max = int.MaxValue;

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-bench-").FullName;
    private readonly ulong[] _links = new ulong[Draws];
    private ClickLimits _limits = null!;
    private int _next;

    [GlobalSetup]
    public void Fill()
    {
        _limits = new ClickLimits(_folder, NullLogger<ClickLimits>.Instance);
        for (ulong link = 1; link <= Links; link++)
        {
            Grant(link, Max, Max);
        }

        Grant(Links + 1, granted: 0, max: 5);
        var random = new Random(1);
        for (int i = 0; i < Draws; i++)
        {
            _links[i] = (ulong)random.Next(Links) + 1;
        }
    }

    [GlobalCleanup]
    public void Clean()
    {
        _limits.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public bool TryTake_SameLink() => _limits.TryTake(1, Max) == TakeOutcome.Taken;

    [Benchmark]
    public bool TryTake_AnyLink() => _limits.TryTake(_links[_next++ & (Draws - 1)], Max) == TakeOutcome.Taken;

    [Benchmark]
    public bool TryTake_NoneLeft() => _limits.TryTake(Links + 1, 5) == TakeOutcome.Taken;

    private void Grant(ulong link, ulong granted, ulong max)
        => _limits.Find(link).Follow(new LimitAnswer { LinkId = link, Turn = 1, Max = max, Granted = granted, Rest = granted > 0 ? LimitRest.Held : LimitRest.None });
}
