using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Webhooks;

/// <summary>Writes down for each event what is to be sent to whom, in the transaction that moves on behind it: each once.</summary>
internal sealed class WebhookPlanner(IEnumerable<IWebhookNotices> notices, WebhookEndpointRepository endpoints, DeliveryQueue queue, WebhookSignal signal) : IEventConsumer
{
    /// <summary>Of the events prepared last: one consumer's events are acted on one page after the other.</summary>
    private readonly List<Planned> _planned = [];

    public string Name => "webhooks";

    public async Task PrepareAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken)
    {
        _planned.Clear();
        foreach (var ofAccount in events.GroupBy(happened => happened.AccountId))
        {
            var told = await endpoints.OfAccountAsync(ofAccount.Key, cancellationToken);
            foreach (var happened in told.Count == 0 ? [] : ofAccount.AsEnumerable())
            {
                await PlanAsync(happened, told, cancellationToken);
            }
        }
    }

    public async Task HandleAsync(WriteScope scope, IReadOnlyList<LoggedEvent> events)
    {
        foreach (var planned in _planned)
        {
            var deliveryId = DeliveryQueue.NewId();
            var (endpoint, notice, happened) = (planned.Endpoint, planned.Notice, planned.Happened);
            var body = planned.Body ?? WebhookEnvelope.Write(notice, happened.Id, happened.CreatedAt, deliveryId, await SequenceAsync(scope, endpoint, notice));
            await queue.InsertAsync(scope, endpoint.AccountId, endpoint.Target, happened.Id, deliveryId, notice, body);
        }
    }

    public void Committed()
    {
        if (_planned.Count > 0)
        {
            signal.Raise();
        }
    }

    private async Task PlanAsync(LoggedEvent happened, IReadOnlyList<WebhookEndpoint> told, CancellationToken cancellationToken)
    {
        foreach (var source in notices.Where(source => told.Any(endpoint => string.Equals(endpoint.Surface, source.Surface, StringComparison.Ordinal))))
        {
            foreach (var notice in await source.OfAsync(happened, cancellationToken))
            {
                // What has an envelope is written when its delivery has an id.
                string? body = notice.Surface is WebhookSurface.OnSync ? null : notice.Body.ToJsonString(RelaxedJson.Compact);
                _planned.AddRange(told.Where(endpoint => endpoint.Wants(notice)).Select(endpoint => new Planned(endpoint, happened, notice, body)));
            }
        }
    }

    private static async Task<long?> SequenceAsync(WriteScope scope, WebhookEndpoint endpoint, WebhookNotice notice)
        => notice.OrderingKey is { } key ? await DeliveryQueue.NextSequenceAsync(scope, endpoint.Target, key) : null;

    /// <param name="Endpoint">Who is told.</param>
    /// <param name="Happened">Of what.</param>
    /// <param name="Notice">What.</param>
    /// <param name="Body">The same for everybody; null where it is written for each.</param>
    private sealed record Planned(WebhookEndpoint Endpoint, LoggedEvent Happened, WebhookNotice Notice, string? Body);
}
