using System.Text;
using System.Threading.Channels;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Webhooks;

/// <summary>
/// Sends what is due, several at a time, but few of one target: an address that is dead or slow costs the others nothing.
/// 1. see who has something due and room for it; 2. take it, which keeps other processes off it for a while, also when this
/// one dies; 3. send; 4. note what came of it, together with what else has come back meanwhile. Between 3 and 4 a crash
/// sends a delivery once more, under the same id.
/// </summary>
internal sealed partial class WebhookSender(
    DeliveryQueue queue,
    WebhookEndpointRepository endpoints,
    OutboundClient client,
    IEnumerable<IGivenUpDeliveries> givenUp,
    WebhookSignal signal,
    TimeProvider clock,
    Func<double> chance,
    ILogger<WebhookSender> logger)
    : BackgroundService
{
    private const int MaxNotedTogether = 256;

    /// <summary>Retries that have become due, and other processes' deliveries, raise no signal here.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Longer than an attempt may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private static readonly OutboundLimits Limits = new() { Timeout = TimeSpan.FromSeconds(10), MaxBodyBytes = 4 * 1024, MaxRedirects = 0 };

    private readonly Lock _lock = new();
    private readonly SenderRoom _room = new();
    private readonly HashSet<(string Target, string Key)> _runningKeys = [];
    private readonly HashSet<long> _runningIds = [];
    private readonly Channel<(WebhookDelivery Delivery, DeliveryAttempt Attempt)> _outcomes = Channel.CreateUnbounded<(WebhookDelivery, DeliveryAttempt)>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(Task.Run(() => SendAsync(stoppingToken), stoppingToken), Task.Run(() => NoteAsync(stoppingToken), stoppingToken));

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Taken before the looking, so that nothing is missed in between.
                var more = signal.Next;
                if (await StartDueAsync(stoppingToken) == 0)
                {
                    await Task.WhenAny(more, Task.Delay(Poll, clock, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the sending.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How many attempts were begun.</returns>
    private async Task<int> StartDueAsync(CancellationToken cancellationToken)
    {
        // 1.
        var targets = await queue.TargetsAsync(cancellationToken);
        if (targets.Count == 0)
        {
            return 0;
        }

        var known = (await endpoints.OfTargetsAsync(targets.Select(WebhookTarget.Parse), cancellationToken)).ToDictionary(endpoint => endpoint.Target.ToString(), StringComparer.Ordinal);
        foreach (var gone in targets.Where(target => !known.ContainsKey(target)))
        {
            await queue.DropAsync(gone, cancellationToken);
            lock (_lock)
            {
                _room.Forget(gone);
            }
        }

        var due = Admissible(await queue.DueAsync(RoomOf(known.Values), cancellationToken));
        if (due.Count == 0)
        {
            return 0;
        }

        // 2.
        var taken = await queue.TakeAsync(due, Lease, cancellationToken);
        foreach (var delivery in taken)
        {
            Enter(delivery);
            _ = AttemptAsync(delivery, known[delivery.Target], cancellationToken);
        }

        return taken.Count;
    }

    private Dictionary<string, int> RoomOf(IEnumerable<WebhookEndpoint> known)
    {
        lock (_lock)
        {
            return known
                .Where(endpoint => !endpoint.IsPaused)
                .Select(endpoint => endpoint.Target.ToString())
                .ToDictionary(target => target, _room.Of, StringComparer.Ordinal);
        }
    }

    /// <summary>In all no more than there is room for, and of what is told in order only the first.</summary>
    private List<WebhookDelivery> Admissible(List<WebhookDelivery> due)
    {
        lock (_lock)
        {
            var keys = new HashSet<(string, string)>(_runningKeys);

            // The first of every target before the second of any.
            return [.. _room.Fit(due
                .GroupBy(delivery => delivery.Target, StringComparer.Ordinal)
                .SelectMany(ofTarget => ofTarget.Index())
                .OrderBy(place => place.Index)
                .Select(place => place.Item)
                .Where(delivery => !_runningIds.Contains(delivery.Id) && (delivery.OrderingKey is null || keys.Add((delivery.Target, delivery.OrderingKey)))))];
        }
    }

    /// <summary>3.</summary>
    private async Task AttemptAsync(WebhookDelivery delivery, WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var at = clock.GetUtcNow();
        try
        {
            if (at.ToUnixTimeMilliseconds() >= delivery.LeasedUntil)
            {
                // This process stood still since it took it: by now it may be another's.
                Leave(delivery);
                return;
            }

            var body = Encoding.UTF8.GetBytes(delivery.Payload);
            var result = Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url)
                ? await client.SendAsync(
                    new OutboundRequest
                    {
                        Method = HttpMethod.Post,
                        Url = url,
                        Limits = Limits,
                        Headers = WebhookSignature.Headers(delivery, body, endpoint, at),
                        Body = body,
                    },
                    cancellationToken)
                : OutboundResult.Failed(OutboundFailure.UrlRefused);
            await _outcomes.Writer.WriteAsync(
                (delivery, new DeliveryAttempt(
                    at.ToUnixTimeMilliseconds(),
                    (int?)result.Response?.Status,
                    result.Response is null ? result.Reason : null,
                    (long)clock.GetElapsedTime(started).TotalMilliseconds,
                    result.Response is { } response ? DeliveryAttempt.Kept(response.Body.Span) : null)),
                CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // The process ends: another takes it when the lease is over.
            Leave(delivery);
        }
    }

    /// <summary>4.</summary>
    private async Task NoteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _outcomes.Reader.WaitToReadAsync(stoppingToken))
            {
                await NoteSomeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await NoteSomeAsync(stoppingToken);
        }
    }

    private async Task NoteSomeAsync(CancellationToken stoppingToken)
    {
        var batch = new List<(WebhookDelivery Delivery, DeliveryAttempt Attempt)>();
        while (batch.Count < MaxNotedTogether && _outcomes.Reader.TryRead(out var outcome))
        {
            batch.Add(outcome);
        }

        if (batch.Count > 0)
        {
            await NoteAsync(batch, stoppingToken);
            batch.ForEach(outcome => Leave(outcome.Delivery, outcome.Attempt));
            signal.Raise();
        }
    }

    private async Task NoteAsync(List<(WebhookDelivery Delivery, DeliveryAttempt Attempt)> batch, CancellationToken stoppingToken)
    {
        try
        {
            var finished = batch.Select(outcome => (outcome.Delivery, outcome.Attempt, Again: Again(outcome.Delivery, outcome.Attempt))).ToList();

            // Before it is written down that nothing more is tried: a crash in between tells it once more, which changes nothing.
            foreach (var (delivery, attempt, _) in finished.Where(outcome => outcome.Again is null && !outcome.Attempt.IsDelivered))
            {
                foreach (var hearer in givenUp)
                {
                    await hearer.NoteAsync(delivery, attempt, CancellationToken.None);
                }
            }

            await queue.FinishAsync(finished, CancellationToken.None);
        }
#pragma warning disable CA1031 // What cannot be noted is sent again when the lease is over.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private long? Again(WebhookDelivery delivery, DeliveryAttempt attempt)
        => attempt.IsDelivered || RetrySchedule.After(delivery.AttemptCount, chance()) is not { } pause
            ? null
            : (clock.GetUtcNow() + pause).ToUnixTimeMilliseconds();

    private void Enter(WebhookDelivery delivery)
    {
        lock (_lock)
        {
            _runningIds.Add(delivery.Id);
            _room.Enter(delivery.Target);
            if (delivery.OrderingKey is not null)
            {
                _runningKeys.Add((delivery.Target, delivery.OrderingKey));
            }
        }
    }

    private void Leave(WebhookDelivery delivery, DeliveryAttempt? attempt = null)
    {
        lock (_lock)
        {
            if (attempt is { } ended)
            {
                _room.Note(delivery.Target, ended.IsDelivered);
            }

            _runningIds.Remove(delivery.Id);
            _room.Leave(delivery.Target);

            if (delivery.OrderingKey is not null)
            {
                _runningKeys.Remove((delivery.Target, delivery.OrderingKey));
            }
        }
    }

    [LoggerMessage(EventId = 5201, Level = LogLevel.Error, Message = "Webhooks could not be sent or noted; trying again")]
    private partial void LogFailed(Exception exception);
}
