using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Google.Protobuf;
using OneLink.Edge.Handover;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Feed;

/// <summary>
/// Follows the admin's feed for the life of the process: snapshot where there is nothing to resume from, then the tail,
/// again after every break. Without an admin the edge goes on with what it has. It stands still while another edge makes ready to
/// take over, which loads the links as they are then.
/// </summary>
internal sealed partial class FeedSubscriber(
    AdminAccess admin,
    FeedScope scope,
    FeedApplier applier,
    StoreReadiness readiness,
    Succession succession,
    TimeProvider clock,
    ILogger<FeedSubscriber> logger) : BackgroundService
{
    private static readonly TimeSpan MinBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(5);

    /// <summary>A stream that has been silent for three heartbeats is dead, whatever TCP thinks.</summary>
    private static readonly TimeSpan SilenceLimit = 3 * FeedFormat.HeartbeatInterval;

    /// <summary>Longest wait of a start for the feed: an edge that has just restarted should not answer 404 for the newest links while it catches up.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _firstOutcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Held while the feed is followed, and by whoever wants it not to be.</summary>
    private readonly SemaphoreSlim _turn = new(initialCount: 1);
    private readonly Lock _interrupting = new();
    private CancellationTokenSource? _following;
    private bool _wasConnected = true;

    /// <summary>Returns, and lets the first request in, once the edge is caught up, the admin turns out to be away, or the limit is reached.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (succession.HasPredecessor)
        {
            // It stands still until this edge serves, which it does not do without links.
            while (!readiness.HasLinks)
            {
                await Task.Delay(MinBackoff, clock, cancellationToken);
            }

            return;
        }

        await _firstOutcome.Task.WaitAsync(StartLimit, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await applier.FinishAsync();
    }

    /// <summary>Follows no more, and saves what was applied last.</summary>
    /// <returns>Why that cannot be, in which case it goes on by itself; else null, and it stands still until <see cref="Resume"/>.</returns>
    public async Task<string?> PauseAsync()
    {
        Reconnect();
        await _turn.WaitAsync();
        if (await applier.TrySettleAsync())
        {
            return null;
        }

        Resume();
        return "it has no links yet, is loading a snapshot, or the disk refuses to save them; try again once it is ready";
    }

    /// <summary>Follows the feed again.</summary>
    public void Resume()
    {
        applier.Unsettle();
        _turn.Release();
    }

    /// <summary>Ends the stream that is under way, if any; another is opened at once.</summary>
    public void Reconnect()
    {
        lock (_interrupting)
        {
            _following?.Cancel();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // An empty store is in a folder of its own, since no edge hands over without links: this build keeps them in another way
        // than the one before it. There they are loaded at once.
        if (readiness.HasLinks)
        {
            await succession.MayServe.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        TimeSpan backoff = MinBackoff;
        while (!stoppingToken.IsCancellationRequested)
        {
            long applied = applier.Applied;
            bool isInterrupted = false;
            try
            {
                isInterrupted = await FollowInTurnAsync(stoppingToken);
            }
            catch (Exception e) when (IsExpected(e) && !stoppingToken.IsCancellationRequested)
            {
                if (_wasConnected)
                {
                    LogDisconnected(e.Message);
                    _wasConnected = false;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            backoff = applier.Applied > applied ? MinBackoff : backoff;
            readiness.Disconnected();
            _firstOutcome.TrySetResult();
            if (isInterrupted)
            {
                continue;
            }

            double jitter = 0.5 + (RandomNumberGenerator.GetInt32(1001) / 1000.0);
            await Task.Delay(backoff * jitter, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            backoff = backoff * 2 < MaxBackoff ? backoff * 2 : MaxBackoff;
        }
    }

    /// <summary>A SocketException comes bare where the admin dies just as the connection is made.</summary>
    private static bool IsExpected(Exception e)
        => e is HttpRequestException or SocketException or IOException or InvalidDataException or OperationCanceledException or InvalidProtocolBufferException;

    /// <returns>Whether it ended because somebody wished so.</returns>
    private async Task<bool> FollowInTurnAsync(CancellationToken stoppingToken)
    {
        await _turn.WaitAsync(stoppingToken);
        using var following = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            lock (_interrupting)
            {
                _following = following;
            }

            await FollowAsync(following.Token);
            return false;
        }
        catch (Exception e) when (IsExpected(e) && following.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            lock (_interrupting)
            {
                _following = null;
            }

            _turn.Release();
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        if (applier.ResumeAfter is not { } after)
        {
            await LoadSnapshotAsync(stoppingToken);
            after = applier.ResumeAfter ?? 0;
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        silence.CancelAfter(SilenceLimit);
        using HttpResponseMessage response = await GetAsync(string.Create(CultureInfo.InvariantCulture, $"internal/feed?after={after}&accounts={scope}&scope={applier.Scope:x}"), silence.Token);
        if (response.StatusCode == HttpStatusCode.Gone)
        {
            await LoadSnapshotAsync(stoppingToken);
            return;
        }

        await using FrameReader frames = await OpenAsync(response, silence.Token);
        if (!_wasConnected)
        {
            LogConnected(after);
            _wasConnected = true;
        }

        while (await frames.ReadAsync(silence.Token) is { } frame)
        {
            silence.CancelAfter(SilenceLimit);
            applier.ApplyTailFrame(frame);
            if (readiness.IsCaughtUp)
            {
                _firstOutcome.TrySetResult();
            }
        }
    }

    /// <summary>Takes a snapshot, or the rest of the one that was cut off last.</summary>
    private async Task LoadSnapshotAsync(CancellationToken stoppingToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        silence.CancelAfter(SilenceLimit);
        if (applier.Unfinished is { } cut)
        {
            string rest = string.Create(
                CultureInfo.InvariantCulture,
                $"internal/feed/snapshot?accounts={scope}&scope={cut.Scope:x}&sequence={cut.Sequence}&origin={cut.Origin:x}&place={cut.Place}");
            using HttpResponseMessage remaining = await GetAsync(rest, silence.Token);
            if (remaining.StatusCode != HttpStatusCode.Gone)
            {
                applier.ResumeSnapshot();
                await ReadSnapshotAsync(remaining, silence);
                return;
            }
        }

        using HttpResponseMessage whole = await GetAsync($"internal/feed/snapshot?accounts={scope}", silence.Token);
        whole.EnsureSuccessStatusCode();
        applier.BeginSnapshot();
        await ReadSnapshotAsync(whole, silence);
    }

    private async Task ReadSnapshotAsync(HttpResponseMessage response, CancellationTokenSource silence)
    {
        await using FrameReader frames = await OpenAsync(response, silence.Token);
        while (await frames.ReadAsync(silence.Token) is { } frame)
        {
            silence.CancelAfter(SilenceLimit);
            if (applier.ApplySnapshotFrame(frame))
            {
                return;
            }
        }

        throw new InvalidDataException("The snapshot ended before its last frame.");
    }

    private async Task<HttpResponseMessage> GetAsync(string address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(FeedFormat.ContentType));
        HttpResponseMessage response = await admin.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        readiness.Refused(response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "the admin refuses this edge's token, which is wrong or was revoked: links stay as they were",
            HttpStatusCode.Forbidden => "the admin refuses this edge the accounts of ONELINK_EDGE_ACCOUNTS: links stay as they were",
            _ => null,
        });
        return response;
    }

    private static async Task<FrameReader> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        return new FrameReader(await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    [LoggerMessage(EventId = 2010, Level = LogLevel.Warning, Message = "The feed is away, redirects go on from the store: {Reason}")]
    private partial void LogDisconnected(string reason);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Information, Message = "The feed is back, going on after {Sequence}")]
    private partial void LogConnected(ulong sequence);
}
