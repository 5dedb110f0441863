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

    private readonly Lock _gate = new();
    private LiveCounts _skipped;

    public required uint AccountId { get; init; }

    /// <summary>Only these; all of the account where empty.</summary>
    public required IReadOnlySet<ulong> Links { get; init; }

    /// <summary>Clicks that arrived before are not its own: the feed may read further back for others.</summary>
    public required DateTimeOffset Since { get; init; }

    public ChannelReader<LiveClick> Clicks => _clicks.Reader;

    public bool Wants(LiveClick click)
        => click.AccountId == AccountId && click.ReceivedAt >= Since && (Links.Count == 0 || Links.Contains(click.LinkId));

    public void Offer(LiveClick click)
    {
        if (!_clicks.Writer.TryWrite(click))
        {
            lock (_gate)
            {
                _skipped = _skipped.With(LiveCounts.Of(click.Kind));
            }
        }
    }

    /// <summary>Clicks lost since the last call.</summary>
    public LiveCounts TakeSkipped()
    {
        lock (_gate)
        {
            var skipped = _skipped;
            _skipped = default;
            return skipped;
        }
    }
}
