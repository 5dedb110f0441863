using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;

namespace OneLink.Edge.Redirects;

/// <summary>
/// Everything that one redirect at a time needs and that must not be shared while it runs: a session of the store, the
/// buffers for key, link and destination, the writer into the spool. A request takes a lane, decides, records, writes
/// its answer and gives it back, about a microsecond later.
/// </summary>
internal sealed class RedirectLane(LinkReader links, SpoolWriter clicks) : IDisposable
{
    /// <summary>A destination of 64 KB and a query as long as Kestrel's request line (8 KB), every byte of it percent-encoded.</summary>
    private const int LocationBytes = (64 * 1024) + (3 * 8 * 1024);

    private readonly long[] _answers = new long[6];
    private int _isTaken;

    public LinkReader Links { get; } = links;

    public SpoolWriter Clicks { get; } = clicks;

    public ClickIds Ids { get; } = new();

    public LastDomain Domain { get; } = new();

    public LinkValue Link { get; } = new();

    public byte[] Key { get; } = new byte[LinkKey.MaxBytes];

    /// <summary>A destination with the visitor's path.</summary>
    public byte[] WithPath { get; } = new byte[LocationBytes];

    /// <summary>A destination with the visitor's query.</summary>
    public byte[] WithQuery { get; } = new byte[LocationBytes];

    /// <summary>An intent URI, which carries a destination percent-encoded.</summary>
    public byte[] Intent { get; } = new byte[3 * LocationBytes];

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
