using System.Threading.Channels;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Live;

/// <summary>
/// One open stream. A client that does not read fast enough loses clicks, never holds up others, and is told how many it
/// lost; with the id of the last one that it got it can ask for them again.
/// </summary>
internal sealed class LiveListener
{
    private const int Capacity = 1_000;

    private readonly Channel<LiveClick> _clicks = Channel.CreateBounded<LiveClick>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private long _skipped;

    public required uint AccountId { get; init; }

    /// <summary>Only these; all of the account where empty.</summary>
    public required IReadOnlySet<ulong> Links { get; init; }

    public ChannelReader<LiveClick> Clicks => _clicks.Reader;

    public bool Wants(LiveClick click) => click.AccountId == AccountId && (Links.Count == 0 || Links.Contains(click.LinkId));

    public void Offer(LiveClick click)
    {
        if (!_clicks.Writer.TryWrite(click))
        {
            Interlocked.Increment(ref _skipped);
        }
    }

    /// <summary>Clicks lost since the last call.</summary>
    public long TakeSkipped() => Interlocked.Exchange(ref _skipped, 0);
}
