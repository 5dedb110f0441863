using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Google.Protobuf;
using OneLink.Edge.Feed;
using OneLink.Edge.Handover;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Limits;

/// <summary>
/// Speaks with the admin about links with a limit (docs/formats/feed.md): states what this edge has of them, and follows what it
/// is granted. One call at a time, with whatever was wished meanwhile; none while nobody wishes anything. Where this edge takes over
/// from another, it speaks from when it serves, and the other one until it ends: of two answers that overtake each other, the later
/// turn counts.
/// </summary>
internal sealed partial class LimitExchange(
    AdminAccess admin,
    EdgeInstance instance,
    ClickLimits limits,
    LeaseTerm lease,
    Succession succession,
    TimeProvider clock,
    ILogger<LimitExchange> logger) : BackgroundService
{
    private const int MaxStatements = 1_000;

    /// <summary>Those who wait for a click are told by then that there is none.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan MinBackoff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(2);

    /// <summary>Between two questions for clicks that other edges hold: they are asked for them meanwhile.</summary>
    private static readonly TimeSpan HeldInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two questions for clicks that edges hold which have not been heard.</summary>
    private static readonly TimeSpan UnheardInterval = TimeSpan.FromMinutes(1);

    /// <summary>An admin that has not answered for so long is away: nobody waits for it. One that is started anew answers sooner.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ClickGrant, LimitWish> _pending = [];
    private long _lookedAgainAt = clock.GetTimestamp();
    private TimeSpan _backoff = MinBackoff;
    private long? _failsSince;
    private bool _sharesNone;

    /// <summary>Before the first request: what an earlier process was granted may no longer be used, or the admin may have lost sight of it.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!succession.HasPredecessor)
        {
            Begin();
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (succession.HasPredecessor)
        {
            await succession.MayServe.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            limits.Refresh();
            Begin();
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                TimeSpan? pause = await StepAsync(stoppingToken);
                if (pause is { } length)
                {
                    await Task.Delay(length, clock, stoppingToken);
                }
                else
                {
                    await limits.Wishes.WaitAsync(UntilNext(), clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (IOException e)
            {
                LogNotKept(e.Message);
            }
        }
    }

    /// <summary>Speaks of what is wished now, if anything.</summary>
    /// <returns>How long to stay away; null where the next wish is soon enough.</returns>
    private async Task<TimeSpan?> StepAsync(CancellationToken stoppingToken)
    {
        EndIfOver();
        bool isDue = LookAgainIfDue() | lease.IsDue;
        Gather();
        long now = clock.GetTimestamp();
        List<ClickGrant> grants = [.. _pending.Keys.Where(grant => grant.NotBefore <= now).Take(MaxStatements)];
        List<ulong> ahead = [.. limits.TakeAhead(MaxStatements - grants.Count)];
        if (grants.Count + ahead.Count == 0 && !isDue)
        {
            return null;
        }

        var report = new LimitReport { Instance = instance.Id };
        report.Links.AddRange(grants.Select(grant => StatementOf(grant, _pending[grant])));
        report.Links.AddRange(ahead.Select(static linkId => new LimitStatement { LinkId = linkId, Wish = LimitWish.Ahead }));
        LimitAnswers? answers = await TryAskAsync(report, stoppingToken);
        if (answers is null && !_sharesNone)
        {
            // Links that nobody has tapped are asked for when somebody does.
            _failsSince ??= now;
            limits.Wishes.IsHeard = clock.GetElapsedTime(_failsSince.Value) < Patience;
            limits.TellAnswered();
            TimeSpan pause = _backoff;
            _backoff = _backoff * 2 < MaxBackoff ? _backoff * 2 : MaxBackoff;
            return pause;
        }

        _backoff = MinBackoff;
        _failsSince = null;
        limits.Wishes.IsHeard = true;
        if (answers is null)
        {
            grants.ForEach(CountAlone);
        }
        else
        {
            Follow(answers);
        }

        limits.TellAnswered();
        if (answers is not null)
        {
            lease.Renew(now, TimeSpan.FromSeconds(answers.LeaseSeconds));
        }

        return null;
    }

    private void Begin()
    {
        EndIfOver();
        StateAll();
    }

    private void StateAll()
    {
        foreach (ClickGrant grant in limits.Grants.Where(static grant => grant.Unused > 0))
        {
            limits.Wishes.Add(grant, LimitWish.None);
        }
    }

    private static LimitStatement StatementOf(ClickGrant grant, LimitWish wish)
    {
        // What is granted changes here alone; read first, what is taken is never more.
        uint taken = grant.Taken;
        return new LimitStatement { LinkId = grant.LinkId, Turn = grant.Turn, Taken = taken, Granted = grant.Granted, Wish = wish };
    }

    private void Gather()
    {
        for (ClickGrant? grant = limits.Wishes.TakeAll(); grant is not null;)
        {
            // Before its wish is taken: from then on it may be in the next list.
            ClickGrant? next = grant.NextWish;
            LimitWish wish = grant.TakeWish();
            if (!_pending.TryGetValue(grant, out LimitWish known) || wish > known)
            {
                _pending[grant] = wish;
            }

            grant = next;
        }
    }

    /// <returns>Null where there is no answer.</returns>
    private async Task<LimitAnswers?> TryAskAsync(LimitReport report, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(AnswerLimit);
        try
        {
            using var content = new ByteArrayContent(report.ToByteArray()) { Headers = { ContentType = new MediaTypeHeaderValue(FeedFormat.ContentType) } };
            using HttpResponseMessage answer = await admin.Client.PostAsync("internal/feed/limits", content, limit.Token);
            NoteSharing(answer.StatusCode != HttpStatusCode.NotFound);
            return answer.IsSuccessStatusCode ? LimitAnswers.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(limit.Token)) : null;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or InvalidProtocolBufferException
            || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested))
        {
            // The feed's subscriber says that the admin is away.
            return null;
        }
    }

    /// <summary>An admin, or a relay, of a build that knows nothing of this: then edges count as they did then.</summary>
    private void NoteSharing(bool isShared)
    {
        if (_sharesNone == isShared)
        {
            _sharesNone = !isShared;
            LogSharing(isShared ? "shared with other edges" : "counted by this edge alone: the admin, or the relay, is of an older build");
            StateAll();
        }
    }

    private void CountAlone(ClickGrant grant)
    {
        if (_pending.Remove(grant, out LimitWish wish) && wish == LimitWish.Now)
        {
            grant.GrantAll(grant.WishedMax);
        }
    }

    private void Follow(LimitAnswers answers)
    {
        long heldUntil = clock.GetTimestamp() + (long)(HeldInterval.TotalSeconds * clock.TimestampFrequency);
        foreach (LimitAnswer answer in answers.Links)
        {
            if (answer is { Granted: 0, Taken: 0 } && !limits.Knows(answer.LinkId))
            {
                // Nothing of it is here, and nothing came: it need not be kept in mind before somebody taps it.
                continue;
            }

            ClickGrant grant = limits.Find(answer.LinkId);
            _pending.Remove(grant);
            grant.NotBefore = answer.Rest is LimitRest.Held or LimitRest.Unknown && answer.Granted <= answer.Taken ? heldUntil : 0;
            if (grant.Follow(answer))
            {
                limits.Wishes.Add(grant, LimitWish.None);
                grant.NotBefore = 0;
            }
        }
    }

    private void EndIfOver()
    {
        if (lease.IsOver)
        {
            foreach (ClickGrant grant in limits.Grants)
            {
                grant.GiveUp();
            }

            lease.End();
            LogLeaseOver();
        }
    }

    /// <returns>Whether to see if the admin has learnt to share clicks meanwhile.</returns>
    private bool LookAgainIfDue()
    {
        if (clock.GetElapsedTime(_lookedAgainAt) < UnheardInterval)
        {
            return false;
        }

        _lookedAgainAt = clock.GetTimestamp();
        foreach (ClickGrant grant in limits.Grants)
        {
            grant.LookAgain();
        }

        return _sharesNone;
    }

    private TimeSpan UntilNext()
    {
        if (limits.HasAhead)
        {
            // More than one report takes.
            return TimeSpan.Zero;
        }

        long now = clock.GetTimestamp();
        TimeSpan wait = lease.LookInterval;
        foreach (ClickGrant grant in _pending.Keys)
        {
            TimeSpan until = grant.NotBefore <= now ? TimeSpan.Zero : clock.GetElapsedTime(now, grant.NotBefore);
            wait = until < wait ? until : wait;
        }

        return wait;
    }

    [LoggerMessage(EventId = 2302, Level = LogLevel.Warning, Message = "The lease of granted clicks is over, as the admin was not heard for so long: links with maxClicks answer 503 until it is back")]
    private partial void LogLeaseOver();

    [LoggerMessage(EventId = 2303, Level = LogLevel.Warning, Message = "Clicks of links with maxClicks are {How}")]
    private partial void LogSharing(string how);

    [LoggerMessage(EventId = 2304, Level = LogLevel.Error, Message = "The lease of granted clicks cannot be kept: {Reason}")]
    private partial void LogNotKept(string reason);
}
