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
        foreach (var (endpoint, eventId, payload, body) in _planned)
        {
            await queue.InsertAsync(scope, endpoint, eventId, payload, body);
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
        foreach (var source in notices)
        {
            foreach (var payload in await source.OfAsync(happened, cancellationToken))
            {
                string? body = null;
                _planned.AddRange(told
                    .Where(endpoint => endpoint.Wants(payload))
                    .Select(endpoint => new Planned(endpoint, happened.Id, payload, body ??= payload.Body.ToJsonString(RelaxedJson.Compact))));
            }
        }
    }

    private sealed record Planned(WebhookEndpoint Endpoint, string EventId, WebhookNotice Payload, string Body);
}
