using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>
/// Everything that one redirect at a time needs and that must not be shared while it runs: a session of the store, the
/// buffers for key, link and destination, the writer into the spool. A request takes a lane, decides, records, writes
/// its answer and gives it back, about a microsecond later.
/// </summary>
internal sealed class RedirectLane(LinkReader links, SpoolWriter clicks) : IDisposable
{
    private readonly long[] _answers = new long[6];
    private int _isTaken;

    public LinkReader Links { get; } = links;

    public SpoolWriter Clicks { get; } = clicks;

    public ClickIds Ids { get; } = new();

    public LastDomain Domain { get; } = new();

    public LinkValue Link { get; } = new();

    public byte[] Key { get; } = new byte[LinkKey.MaxBytes];

    /// <summary>Where the decision writes its URLs.</summary>
    public RouteBuffers Buffers { get; } = new();

    /// <summary>One uncontended compare-and-swap.</summary>
    public bool TryTake() => Volatile.Read(ref _isTaken) == 0 && Interlocked.CompareExchange(ref _isTaken, 1, 0) == 0;

    public void GiveBack() => Volatile.Write(ref _isTaken, 0);

    public void CountAnswer(int status) => _answers[status / 100]++;

    /// <summary>Answers of a status class, 2-5; at most a moment old.</summary>
    public long AnswersOf(int statusClass) => Volatile.Read(ref _answers[statusClass]);

    /// <summary>All answers; at most a moment old.</summary>
    public long AllAnswers => _answers.Sum();

    public void Dispose() => Links.Dispose();
}
