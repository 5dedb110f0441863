using OneLink.Admin.Database;
using OneLink.Admin.Leases;
using OneLink.Admin.LinkClicks.Nudges;
using OneLink.Admin.Stats;
using OneLink.Admin.Stats.Live;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.LinkClicks;

/// <summary>
/// Raises an event for each tap of a person on a link of whoever wants to know, as ClickHouse takes them:
/// 1. read what arrived since the position, which the database keeps, and a stretch before it: batches become visible out of order;
/// 2. leave out what was told; a click is noted in the transaction that raises its event, so that it is told once, whatever dies when;
/// 3. move the position.
/// ClickHouse keeps recent clicks for a day: whoever is away for longer misses what came before that.
/// </summary>
internal sealed partial class ClickTeller(
    LiveClicks clicks, ToldClicks told, IDatabase database, AnalyticsState state, ILeases leases, TimeProvider clock, ILogger<ClickTeller> logger) : BackgroundService
{
    /// <summary>Clicks of one question, which bounds its memory; the rest is asked for at once after them.</summary>
    private const int AtOnce = 20_000;

    /// <summary>Clicks of one transaction: few enough that other writers get their turn.</summary>
    private const int Piece = 500;

    /// <summary>How far back each look reaches: a batch is seldom visible later.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(3);

    /// <summary>How far back a thorough look reaches, for batches that a busy ClickHouse took long to write.</summary>
    private static readonly TimeSpan LateOverlap = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ThoroughInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    private readonly ILease _lease = leases.Of(LeaseName.ClickTelling);

    /// <summary>Those told lately, to spare the database the question.</summary>
    private readonly Dictionary<Guid, long> _seen = [];

    /// <summary>By ClickHouse's clock; null before the first look.</summary>
    private long? _position;

    private long? _thoroughAt;

    /// <summary>Of the lease, from which on this process knows the position.</summary>
    private long _term;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        while (true)
        {
            var pause = Pause;
            try
            {
                if (state.Reason is null && _lease.IsHeld)
                {
                    await LookAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (exception is ClickHouseException || DatabaseFailure.IsOutside(exception))
            {
                pause = PauseAfterFailure;
                LogFailed(exception.Message);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Begin(_lease.Term);
        var audience = await ClickAudience.ReadAsync(database, cancellationToken);
        var isThorough = _thoroughAt is not { } last || clock.GetElapsedTime(last) >= ThoroughInterval;
        if (audience.AccountIds.Count == 0 && !isThorough)
        {
            return;
        }

        // Before the reading: what arrives during it lies behind the position, and is told once all the same.
        var now = (await clicks.NowAsync(cancellationToken)).ToUnixTimeMilliseconds();
        var position = _position ?? await told.PositionAsync(cancellationToken) ?? now;
        if (audience.AccountIds.Count > 0)
        {
            await TellSinceAsync(audience, position - (long)(isThorough ? LateOverlap : Overlap).TotalMilliseconds, cancellationToken);
        }

        if (isThorough)
        {
            await told.MoveAsync(now, 2 * LateOverlap, scope => _lease.RequireAsync(scope, _term), cancellationToken);
            _thoroughAt = clock.GetTimestamp();
            foreach (var (id, _) in _seen.Where(seen => seen.Value < now - (2 * (long)LateOverlap.TotalMilliseconds)).ToList())
            {
                _seen.Remove(id);
            }
        }

        _position = now;
    }

    /// <summary>Another admin may have told of clicks meanwhile, and forgotten that it has: then the database knows more.</summary>
    private void Begin(long term)
    {
        if (term != _term)
        {
            _seen.Clear();
            (_position, _thoroughAt, _term) = (null, null, term);
        }
    }

    private async Task TellSinceAsync(ClickAudience audience, long since, CancellationToken cancellationToken)
    {
        var from = new LivePosition(DateTimeOffset.FromUnixTimeMilliseconds(since), Guid.Empty);
        List<LiveClick> read;
        do
        {
            read = await clicks.SinceAsync(audience.AccountIds, [], from.ReceivedAt, from.ClickId, AtOnce, cancellationToken);
            foreach (var piece in read.Where(click => click.Kind is "human" && !_seen.ContainsKey(click.Id)).Chunk(Piece))
            {
                await TellAsync(audience, piece, cancellationToken);
            }

            if (read is [.., var last])
            {
                from = new LivePosition(last.ReceivedAt, last.Id);
            }
        }
        while (read.Count == AtOnce);
    }

    private async Task TellAsync(ClickAudience audience, IReadOnlyList<LiveClick> piece, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async scope =>
            {
                await _lease.RequireAsync(scope, _term);
                var recipients = await LinkRecipients.OfLinksAsync(scope, piece.Select(click => checked((long)click.LinkId)).Distinct());
                foreach (var click in piece)
                {
                    var recipient = recipients.GetValueOrDefault((long)click.LinkId);
                    if (audience.Wants(click.AccountId, click.Time.ToUnixTimeMilliseconds(), recipient?.ConversationId is not null)
                        && await ToldClicks.NoteAsync(scope, click.Id, click.ReceivedAt.ToUnixTimeMilliseconds()))
                    {
                        scope.Raise(ClickEvents.Clicked(click, recipient));
                        if (recipient is not null && audience.WantsNudges(click.AccountId, click.Time.ToUnixTimeMilliseconds()))
                        {
                            await LinkNudges.NoteAsync(scope, recipient, click.Time.ToUnixTimeMilliseconds(), clock.GetUtcNow().ToUnixTimeMilliseconds());
                        }
                    }
                }

                return 0;
            },
            cancellationToken);

        // Only now: what was not committed is to be told the next time.
        foreach (var click in piece)
        {
            _seen[click.Id] = click.ReceivedAt.ToUnixTimeMilliseconds();
        }
    }

    [LoggerMessage(EventId = 1851, Level = LogLevel.Warning, Message = "Clicks could not be told of: {Reason}")]
    private partial void LogFailed(string reason);
}
